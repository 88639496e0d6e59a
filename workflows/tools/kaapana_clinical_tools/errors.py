"""How an action ends other than well. Messages never hold a patient value."""


class ActionError(Exception):
    """The task fails with this message."""


class NothingToDo(Exception):
    """The task is skipped."""
