"""What an action is: a name, its parameters and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from kaapana_clinical_tools.context import Context


@dataclass(frozen=True)
class Parameter:
    """An argument of the operator, and in upper case an environment variable."""

    name: str
    description: str
    default: str = ""


@dataclass(frozen=True)
class Action:
    """One thing an operator does."""

    name: str
    purpose: str
    parameters: tuple[Parameter, ...]
    run: Callable[[Context], None]
    operator: bool = True  # else a chart starts it
