"""The machine's clock, for what happens outside of the log: the validity of tokens."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the one place that reads it
