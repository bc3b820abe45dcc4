"""The lead time, split: by stage, by matter, by hand and by what it was spent on; each way adds up to the whole."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeVar

from services.engagement.domain.lead_time.policy import Hand, Kind, LeadTimePolicy, Matter
from services.engagement.domain.lead_time.stretches import Course, Stretch, Subject, course_of
from services.engagement.domain.lead_time.sweep import Slice, Span, over, swept
from services.engagement.domain.lead_time.turns import Taken
from shared.events.stages import Stage
from shared.kernel.days import day_begins
from shared.kernel.record import record

Key = TypeVar("Key")
MICROSECOND = timedelta(microseconds=1)
REST_OF_THE_SECOND = timedelta(microseconds=999_999)
MOST_SUBJECTS = 20


@record
class Milestones:
    """The days on which the pilot closed and on which the system went live, and when the engagement started."""

    closed_on: date
    started_at: datetime | None
    started_seq: int | None
    went_live_on: date | None


@record
class Time:
    """In microseconds; the two add up to the total."""

    work: int
    wait: int

    @property
    def total(self) -> int:
        return self.work + self.wait


@record
class StagePart:
    """`stage` is None for the time before the first."""

    stage: Stage | None
    time: Time


@record
class MatterPart:
    matter: Matter
    time: Time


@record
class HandPart:
    hand: Hand
    time: Time


@record
class SubjectPart:
    subject: Subject
    time: Time


@record
class Open:
    """What is going on or waited for at the end: how often, and since when at the longest."""

    matter: Matter
    number: int
    since: datetime


@record
class LeadTime:
    """`by_subject` is in the order of length; `rest` is the time spent on what is not among the longest subjects."""

    policy: int
    begun_at: datetime
    ended_at: datetime
    live: bool
    total: Time
    by_stage: tuple[StagePart, ...]
    by_matter: tuple[MatterPart, ...]
    by_hand: tuple[HandPart, ...]
    by_subject: tuple[SubjectPart, ...]
    longest: tuple[SubjectPart, ...]
    rest: Time
    waiting_on: tuple[Open, ...]


def lead_time(
    milestones: Milestones, turns: Iterable[Taken], at: datetime, zone: tzinfo, policy: LeadTimePolicy
) -> LeadTime:
    """From the day on which the pilot closed to the day on which it went live, each as it begins.

    Where that is still to come, to the second of `at`.
    """
    whole = span_of(milestones, at, zone)
    course = before_start(course_of(turns, zone), milestones, whole)
    slices = swept(whole, course, policy)
    found = sorted(timed(slices, subject_of, policy).items(), key=lambda each: -each[1].total)
    subjects = tuple(SubjectPart(subject=subject, time=time) for subject, time in found)
    live = milestones.went_live_on is not None
    return LeadTime(
        policy=policy.version,
        begun_at=whole.begin,
        ended_at=whole.end,
        live=live,
        total=time_of(slices, policy),
        by_stage=tuple(StagePart(stage=stage, time=time) for stage, time in by_stage(slices, policy)),
        by_matter=tuple(MatterPart(matter=matter, time=time) for matter, time in by_matter(slices, policy)),
        by_hand=tuple(HandPart(hand=hand, time=time) for hand, time in by_hand(slices, policy)),
        by_subject=subjects,
        longest=subjects[:MOST_SUBJECTS],
        rest=added(each.time for each in subjects[MOST_SUBJECTS:]),
        waiting_on=() if live else waiting_on(course, whole.end, policy),
    )


def span_of(milestones: Milestones, at: datetime, zone: tzinfo) -> Span:
    begin = day_begins(milestones.closed_on, zone)
    end = at.replace(microsecond=0) if milestones.went_live_on is None else day_begins(milestones.went_live_on, zone)
    return Span(begin=begin, end=max(begin, end))


def before_start(course: Course, milestones: Milestones, whole: Span) -> Course:
    """Until the engagement starts, it is that which is waited for."""
    seq = milestones.started_seq or 0
    start = Stretch(matter=Matter.START, subject=Subject(), seq=seq, since=whole.begin, until=milestones.started_at)
    return Course(stretches=(start, *course.stretches), stays=course.stays)


def by_stage(slices: Sequence[Slice], policy: LeadTimePolicy) -> list[tuple[Stage | None, Time]]:
    found = timed(slices, lambda each: each.stage, policy)
    return [(stage, found[stage]) for stage in (None, *Stage) if stage in found]


def by_matter(slices: Sequence[Slice], policy: LeadTimePolicy) -> list[tuple[Matter, Time]]:
    found = timed(slices, lambda each: each.matter, policy)
    return [(matter, found[matter]) for matter in policy.meanings if matter in found]


def by_hand(slices: Sequence[Slice], policy: LeadTimePolicy) -> list[tuple[Hand, Time]]:
    found = timed(slices, lambda each: policy.meanings[each.matter].hand, policy)
    return [(hand, found[hand]) for hand in Hand if hand in found]


def subject_of(each: Slice) -> Subject:
    return each.subject


def timed(slices: Iterable[Slice], key: Callable[[Slice], Key], policy: LeadTimePolicy) -> dict[Key, Time]:
    groups: dict[Key, list[Slice]] = {}
    for each in slices:
        groups.setdefault(key(each), []).append(each)
    return {found: time_of(group, policy) for found, group in groups.items()}


def time_of(slices: Iterable[Slice], policy: LeadTimePolicy) -> Time:
    spent = {Kind.WORK: 0, Kind.WAIT: 0}
    for each in slices:
        spent[policy.meanings[each.matter].kind] += each.span.length // MICROSECOND
    return Time(work=spent[Kind.WORK], wait=spent[Kind.WAIT])


def added(times: Iterable[Time]) -> Time:
    several = list(times)
    return Time(work=sum(each.work for each in several), wait=sum(each.wait for each in several))


def waiting_on(course: Course, at: datetime, policy: LeadTimePolicy) -> tuple[Open, ...]:
    """All of it as that second ends, be it hidden by something that comes before it or not."""
    at += REST_OF_THE_SECOND
    found: dict[Matter, list[datetime]] = {}
    for each in course.stretches:
        if each.since <= at and not over(each, at):
            found.setdefault(each.matter, []).append(each.since)
    return tuple(
        Open(matter=matter, number=len(found[matter]), since=min(found[matter]))
        for matter in policy.meanings
        if matter in found
    )
