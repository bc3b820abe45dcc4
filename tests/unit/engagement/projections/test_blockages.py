"""When a gap blocked go-live, read off its facts."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from services.engagement.projections.blockages import BLOCKAGES
from shared.events.gaps import Severity
from tests.facts.gaps import BEGUN, CANCELLED, DEFERRED, LOWERED, OPENED, RAISED, REOPENED, RESOLVED, VERIFIED
from tests.facts.people import NOW
from tests.history import rows

MINOR = replace(OPENED, severity=Severity.MINOR)


def times(*facts: object) -> tuple[list[tuple[int, int]], int | None]:
    """In minutes: those that are over, and since when the present one."""
    (row,) = rows(BLOCKAGES, facts).values()
    minutes = [(minute(each.since), minute(each.until)) for each in row.ended]
    return minutes, minute(row.since) if row.since else None


def minute(at: datetime) -> int:
    return (at - NOW) // timedelta(minutes=1)


@pytest.mark.req("X5")
def test_a_gap_blocks_while_it_is_blocking_and_still_to_be_closed() -> None:
    blocking = replace(OPENED, severity=Severity.BLOCKING)
    assert times(blocking, BEGUN, DEFERRED) == ([], 1)
    assert times(blocking, BEGUN, RESOLVED, VERIFIED) == ([(1, 3)], None)
    assert times(blocking, RESOLVED, REOPENED, CANCELLED) == ([(1, 2), (3, 4)], None)
    assert times(MINOR, RESOLVED, REOPENED) == ([], None)


@pytest.mark.req("X5")
def test_a_severity_that_changes_makes_it_block_or_no_more() -> None:
    to = {severity: replace(RAISED, severity=severity) for severity in Severity}
    assert times(MINOR, to[Severity.MAJOR], to[Severity.BLOCKING]) == ([], 3)
    assert times(MINOR, to[Severity.BLOCKING], replace(LOWERED, severity=Severity.MAJOR)) == ([(2, 3)], None)
    assert times(MINOR, RESOLVED, to[Severity.BLOCKING], REOPENED) == ([], 4)
