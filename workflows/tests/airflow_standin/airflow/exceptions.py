"""How tasks end other than well."""


class AirflowException(Exception):
    """The task fails."""


class AirflowSkipException(AirflowException):
    """The task is skipped."""
