"""Whom a stage waits for: whoever delivers, accepts, completes or closes what is open, and then whoever decides."""

from collections.abc import Iterable, Iterator
from datetime import date

from services.engagement.domain.delay.course import Course
from services.engagement.domain.delay.forecast import gaps_of
from services.engagement.domain.gate_standing import Standing, standing
from services.engagement.domain.roles import APPROVERS, LEADS
from services.engagement.domain.stage import STAGE, AcceptDeliverable, CompleteTrack, EnterStage, SubmitDeliverable
from services.engagement.domain.stage.state import Accepted, Journey, Submitted, Work, journey_of
from shared.events.delays import StageWait, WaitMatter
from shared.events.people import Role
from shared.events.stages import Stage

MOST = 40


def waiting_on(course: Course, stage: Stage, day: date) -> tuple[StageWait, ...]:
    """The first ones, where there are very many."""
    journey = journey_of(course.journey)
    open_ones = (*delivering(journey.work(stage)), *tracks(journey.work(stage)), *closing(course, stage))
    return (open_ones or tuple(going_on(journey, stage, day)))[:MOST]


def delivering(work: Work) -> Iterator[StageWait]:
    for name in work.policy.deliverable_names:
        match work.deliverables.get(name):
            case Accepted():
                pass
            case Submitted():
                yield wait(WaitMatter.ACCEPTANCE, name, STAGE.permits[AcceptDeliverable])
            case _:
                roles = () if work.lead else STAGE.permits[SubmitDeliverable]
                yield StageWait(matter=WaitMatter.DELIVERABLE, subject=name, person=work.lead, roles=ordered(roles))


def tracks(work: Work) -> Iterator[StageWait]:
    for track in sorted(work.policy.track_names - work.completed):
        yield wait(WaitMatter.TRACK, track, STAGE.permits[CompleteTrack])


def closing(course: Course, stage: Stage) -> Iterator[StageWait]:
    for gap_id, each in gaps_of(course, stage):
        owner = each.terms.owner
        roles = () if owner else ordered(LEADS)
        yield StageWait(matter=WaitMatter.GAP, subject=str(gap_id), person=owner, roles=roles)


def going_on(journey: Journey, stage: Stage, day: date) -> Iterator[StageWait]:
    """All of it is done: the gate is to be decided, or the next stage to be entered."""
    if stage is Stage.LAUNCH:
        yield wait(WaitMatter.COMPLETION, stage, LEADS | APPROVERS)
    elif standing(journey.gates.get(stage), day) is not Standing.STANDS:
        yield wait(WaitMatter.GATE, stage, APPROVERS)
    else:
        yield wait(WaitMatter.ENTRY, stage, STAGE.permits[EnterStage])


def wait(matter: WaitMatter, subject: str, roles: Iterable[str]) -> StageWait:
    return StageWait(matter=matter, subject=str(subject), person=None, roles=ordered(roles))


def ordered(roles: Iterable[str]) -> tuple[str, ...]:
    given = frozenset(roles)
    return tuple(role.value for role in Role if role in given)
