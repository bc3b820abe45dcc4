"""The last day of something: neither over already nor too far off."""

from datetime import date

from shared.kernel.refusal import Refused


class LastDayOutOfBounds(Refused):
    """The last day on which this counts is one from {earliest} to {latest}."""


def within(field: str, day: date, earliest: date, latest: date) -> date:
    """Both bounds belong to it."""
    if not earliest <= day <= latest:
        raise LastDayOutOfBounds(where=("input", field), earliest=earliest, latest=latest)
    return day
