"""Workflows and tasks that only know their order."""

from typing import Any


class DAG:
    def __init__(self, dag_id: str, default_args: Any = None, **_: Any) -> None:
        self.dag_id = dag_id
        self.default_args = default_args or {}
        self.tasks: list[BaseOperator] = []


class BaseOperator:
    # What Airflow itself knows; another argument is a mistake there too.
    KNOWN = frozenset(
        {"execution_timeout", "retries", "retry_delay", "trigger_rule", "max_active_tis_per_dag"}
    )

    def __init__(self, task_id: str, dag: DAG, **options: Any) -> None:
        unknown = set(options) - self.KNOWN
        if unknown:
            raise TypeError(f"{task_id} does not know {', '.join(sorted(unknown))}")
        self.task_id = task_id
        self.downstream: list[BaseOperator] = []
        dag.tasks.append(self)

    def __rshift__(self, other: Any) -> Any:
        self.downstream += other if isinstance(other, list) else [other]
        return other

    def __rrshift__(self, others: "list[BaseOperator]") -> "BaseOperator":
        for other in others:
            other.downstream.append(self)
        return self
