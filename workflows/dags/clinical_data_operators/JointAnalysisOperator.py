"""JointAnalysis as a task."""

from typing import Any

from clinical_data_operators.ClinicalOperator import ClinicalOperator


class JointAnalysisOperator(ClinicalOperator):
    """The action JointAnalysis; docs/workflows.md explains the parameters."""

    def __init__(
        self,
        dag: Any,
        name: str = "joint-analysis",
        table_spec: object = None,
        endpoint: object = None,
        group: object = None,
        title: object = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            dag=dag,
            action="JointAnalysis",
            name=name,
            parameters={
                "table_spec": table_spec,
                "endpoint": endpoint,
                "group": group,
                "title": title,
            },
            **kwargs,
        )
