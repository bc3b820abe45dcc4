"""The way from one verdict to a later one, step by step; the steps add up to what lies between the two."""

from collections.abc import Iterable, Iterator, Mapping

from services.gates.domain.verdict.compared import Compared, compared
from shared.events.verdicts import Verdict
from shared.kernel.record import record


@record
class Fall:
    """What the event at `position` changed."""

    position: int
    changes: tuple[Compared, ...]


def waterfall(before: Verdict, after: Iterable[tuple[int, Verdict]]) -> Iterator[Fall]:
    """The steps that change anything, all of one day, so that none is the calendar's."""
    for position, verdict in after:
        changes = compared(before, verdict)
        if changes:
            yield Fall(position=position, changes=changes)
        before = verdict


def summed(falls: Iterable[Fall]) -> Mapping[str, tuple[str | None, str | None]]:
    """Where each code stood before all steps and after them, if that differs."""
    ends: dict[str, tuple[str | None, str | None]] = {}
    for fall in falls:
        for change in fall.changes:
            first = ends[change.code][0] if change.code in ends else change.before
            ends[change.code] = (first, change.after)
    return {code: (first, last) for code, (first, last) in ends.items() if first != last}
