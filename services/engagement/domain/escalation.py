"""An escalation path: checked when it is defined, and whom it has reached by now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shared.events.ownership import EscalationLevel
from shared.kernel.refusal import NotWellFormed

MOST_LEVELS = 10
MOST_HOURS = 30 * 24


def checked(levels: Sequence[EscalationLevel]) -> tuple[EscalationLevel, ...]:
    if not 0 < len(levels) <= MOST_LEVELS:
        raise _not_well_formed(f"an escalation path has 1 to {MOST_LEVELS} levels")
    if len({level.person for level in levels}) < len(levels):
        raise _not_well_formed("nobody stands on two levels of an escalation path")
    for index, level in enumerate(levels):
        if not 1 <= level.hours <= MOST_HOURS:
            raise _not_well_formed(f"a level has 1 to {MOST_HOURS} hours to answer", str(index), "hours")
    return tuple(levels)


def level_reached(levels: Sequence[EscalationLevel], since: datetime, at: datetime) -> EscalationLevel:
    """Who is asked by now: each level has its hours, the last one is asked until there is an answer."""
    until = since
    for level in levels:
        until += timedelta(hours=level.hours)
        if at < until:
            return level
    return levels[-1]


def _not_well_formed(problem: str, *where: str) -> NotWellFormed:
    return NotWellFormed(where=("input", "levels", *where), problem=problem)
