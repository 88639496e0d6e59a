"""Days before today."""

from datetime import UTC, datetime, timedelta


def days_ago(n: int) -> datetime:
    return datetime.now(UTC) - timedelta(days=n)
