"""How an action ends other than well. Messages never hold a patient value."""


class ActionError(Exception):
    """The task fails with this message; ``passing`` if another try may help."""

    def __init__(self, message: str, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


class NothingToDo(Exception):
    """The task is skipped."""
