"""From turns to stretches: since when and until when something was going on, or was waited for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from services.engagement.domain.lead_time.policy import Matter
from services.engagement.domain.lead_time.turns import ACCESS_TURNS, DELIVERABLE_TURNS, STAGE_TURNS, Taken, Turn
from services.engagement.domain.stage_policy import DELIVERABLES_OF_A_STAGE
from shared.events.stages import Stage
from shared.kernel.days import day_begins
from shared.kernel.record import record


@record
class Subject:
    """What it is about: a gap or an access by its id, a deliverable by its stage and name, a stage, or nothing."""

    gap: UUID | None = None
    access: UUID | None = None
    stage: Stage | None = None
    deliverable: str | None = None


@record
class Stretch:
    """`seq` is the event that it began with; without an end it still goes on."""

    matter: Matter
    subject: Subject
    seq: int
    since: datetime
    until: datetime | None = None


@record
class Stay:
    """The engagement was in this stage from then on."""

    stage: Stage
    since: datetime


@record
class Course:
    """`stays` are in the order of the log."""

    stretches: tuple[Stretch, ...]
    stays: tuple[Stay, ...]


OF_A_GAP = {Turn.GAP_STARTED: Matter.GAP_WORK, Turn.GAP_RESOLVED: Matter.VERIFICATION, Turn.GAP_SETTLED: None}
OF_A_DELIVERABLE = {
    Turn.DELIVERABLE_SUBMITTED: Matter.ACCEPTANCE,
    Turn.DELIVERABLE_RETURNED: Matter.REWORK,
    Turn.DELIVERABLE_ACCEPTED: None,
}


@dataclass
class Tracing:
    """What goes on while the turns are read one by one; `over` is when the deferral of a gap ends."""

    zone: tzinfo
    done: list[Stretch] = field(default_factory=list)
    going: dict[Subject, Stretch] = field(default_factory=dict)
    over: dict[Subject, datetime] = field(default_factory=dict)
    last: dict[Subject, datetime] = field(default_factory=dict)
    owned: set[Subject] = field(default_factory=set)
    delivered: dict[Subject, Turn] = field(default_factory=dict)
    stays: list[Stay] = field(default_factory=list)

    def turned(self, subject: Subject, matter: Matter | None, taken: Taken) -> None:
        """A turn that was told with an earlier time than the one before it comes no earlier than that."""
        at = max(taken.at, self.last.get(subject, taken.at))
        self.last[subject] = at
        if subject in self.going:
            self.done.extend(parted(self.going.pop(subject), at, self.over.pop(subject, None)))
        if matter is not None:
            self.going[subject] = Stretch(matter=matter, subject=subject, seq=taken.seq, since=at)

    def take(self, taken: Taken) -> None:
        if taken.turn in ACCESS_TURNS:
            asked = taken.turn is Turn.ACCESS_REQUESTED
            self.turned(Subject(access=taken.subject), Matter.DATA_ACCESS if asked else None, taken)
        elif taken.turn in DELIVERABLE_TURNS:
            self.deliverable(taken)
        elif taken.turn in STAGE_TURNS and taken.stage is not None:
            self.stage(taken, taken.stage)
        else:
            self.gap(taken)

    def gap(self, taken: Taken) -> None:
        subject = Subject(gap=taken.subject)
        if taken.turn is Turn.GAP_OWNED:
            self.owned.add(subject)
            if subject in self.going and self.going[subject].matter is Matter.GAP_OWNER:
                self.turned(subject, Matter.GAP_START, taken)
        elif taken.turn is Turn.GAP_DEFERRED:
            self.turned(subject, Matter.DEFERRAL, taken)
            if taken.until is not None:
                self.over[subject] = day_after(taken.until, self.zone)
        elif taken.turn in OF_A_GAP:
            self.turned(subject, OF_A_GAP[taken.turn], taken)
        else:
            self.turned(subject, Matter.GAP_START if subject in self.owned else Matter.GAP_OWNER, taken)

    def deliverable(self, taken: Taken) -> None:
        subject = Subject(stage=taken.stage, deliverable=taken.deliverable)
        self.delivered[subject] = taken.turn
        self.turned(subject, OF_A_DELIVERABLE[taken.turn], taken)
        of_the_stage = [turn for each, turn in self.delivered.items() if each.stage is taken.stage]
        complete = of_the_stage.count(Turn.DELIVERABLE_ACCEPTED) == DELIVERABLES_OF_A_STAGE
        self.turned(Subject(stage=taken.stage), Matter.GATE if complete else None, taken)

    def stage(self, taken: Taken, stage: Stage) -> None:
        """What was accepted in it is to be accepted once more, and nothing of any later stage is waited for."""
        self.stays.append(Stay(stage=stage, since=taken.at))
        entered = taken.turn is Turn.STAGE_ENTERED
        for subject in list(self.going):
            if subject.stage is not None and left(subject, subject.stage, stage, entered=entered):
                self.turned(subject, None, taken)
        for subject, turn in self.delivered.items():
            if subject.stage is stage:
                self.delivered[subject] = Turn.DELIVERABLE_SUBMITTED if turn is Turn.DELIVERABLE_ACCEPTED else turn
                self.turned(subject, OF_A_DELIVERABLE[self.delivered[subject]], taken)


def left(subject: Subject, of: Stage, stage: Stage, *, entered: bool) -> bool:
    """On a return all of later stages ends, and the wait at the gate; on an entry the wait at the gates before."""
    if entered:
        return subject.deliverable is None
    return of.number > stage.number or (of is stage and subject.deliverable is None)


def parted(stretch: Stretch, until: datetime | None, over: datetime | None) -> tuple[Stretch, ...]:
    """A deferral that is over waits from then on for somebody to take the gap up."""
    if over is None or (until is not None and until <= over):
        return (replace(stretch, until=until),)
    over = max(over, stretch.since)
    return replace(stretch, until=over), replace(stretch, matter=Matter.DEFERRAL_OVER, since=over, until=until)


def day_after(day: date, zone: tzinfo) -> datetime:
    """When the day is over."""
    return day_begins(day + timedelta(days=1), zone)


def course_of(turns: Iterable[Taken], zone: tzinfo) -> Course:
    """`turns` in the order of the log; days are those of the time zone."""
    tracing = Tracing(zone=zone)
    for taken in turns:
        tracing.take(taken)
    going = (
        part for stretch in tracing.going.values() for part in parted(stretch, None, tracing.over.get(stretch.subject))
    )
    return Course(stretches=(*tracing.done, *going), stays=tuple(tracing.stays))
