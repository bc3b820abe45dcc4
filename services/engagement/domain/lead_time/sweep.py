"""Every instant of a time counted once: as what comes first by precedence among all that goes on then."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import pairwise

from services.engagement.domain.lead_time.policy import LeadTimePolicy, Matter
from services.engagement.domain.lead_time.stretches import Course, Stay, Stretch, Subject
from shared.events.stages import Stage
from shared.kernel.record import record


@record
class Span:
    """Without its end."""

    begin: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.begin


@record
class Slice:
    """A part of the time in which one thing counts, in one stage or before the first."""

    span: Span
    matter: Matter
    subject: Subject
    stage: Stage | None


def swept(whole: Span, course: Course, policy: LeadTimePolicy) -> tuple[Slice, ...]:
    """The whole time without a hole and without an overlap, so that the slices add up to it.

    Of stretches of the same matter the one counts that began first, and of those the one that the log names first.
    """
    stretches = [each for each in course.stretches if touches(each, whole)]
    points = sorted({*edges(stretches, whole), *turning(course.stays, whole)})
    waiting = sorted(stretches, key=lambda each: each.since, reverse=True)
    ahead: list[tuple[int, datetime, int, int, Stretch]] = []
    slices: list[Slice] = []
    for begin, end in pairwise(points):
        while waiting and waiting[-1].since <= begin:
            each = waiting.pop()
            heappush(ahead, (policy.rank(each.matter), each.since, each.seq, len(waiting), each))
        while ahead and over(ahead[0][-1], begin):
            heappop(ahead)
        counts = ahead[0][-1] if ahead else None
        slices.append(
            Slice(
                span=Span(begin=begin, end=end),
                matter=counts.matter if counts else Matter.NOTHING,
                subject=counts.subject if counts else Subject(),
                stage=stage_at(course.stays, begin),
            )
        )
    return tuple(slices)


def touches(stretch: Stretch, whole: Span) -> bool:
    begins_before_its_end = stretch.until is None or stretch.since < stretch.until
    return begins_before_its_end and stretch.since < whole.end and not over(stretch, whole.begin)


def over(stretch: Stretch, at: datetime) -> bool:
    return stretch.until is not None and stretch.until <= at


def edges(stretches: Iterable[Stretch], whole: Span) -> Iterable[datetime]:
    yield from (whole.begin, whole.end)
    for each in stretches:
        yield max(each.since, whole.begin)
        if each.until is not None:
            yield min(each.until, whole.end)


def turning(stays: Iterable[Stay], whole: Span) -> Iterable[datetime]:
    return (stay.since for stay in stays if whole.begin <= stay.since <= whole.end)


def stage_at(stays: Sequence[Stay], at: datetime) -> Stage | None:
    """Where it was by the last word of the log about that moment."""
    return next((stay.stage for stay in reversed(stays) if stay.since <= at), None)
