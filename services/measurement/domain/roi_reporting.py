"""The return is computed, published on day 90, and restated when what came later changes what was told."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID

from services.measurement.domain.case.commands import BusinessCaseNotFound
from services.measurement.domain.measuring import MeasurementNotStarted
from services.measurement.domain.roi import moved
from services.measurement.domain.windows import DAYS
from shared.events.business_case import BusinessCaseRegistered
from shared.events.go_live import WentLive
from shared.events.measurement import MeasurementEvent
from shared.events.people import Role
from shared.events.roi import RoiCause, RoiComputed, RoiFigures, RoiReportPublished, RoiRestated
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused

PUBLISHERS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD, Role.BUSINESS_OWNER, Role.SPONSOR})

# --- Commands: they carry what was reckoned as the log stood at `position` ---


@record
class ComputeRoi:
    """`figures` None: there was nothing to reckon with."""

    engagement_id: UUID
    position: int
    figures: RoiFigures | None


@record
class PublishRoi:
    engagement_id: UUID
    position: int
    figures: RoiFigures | None
    digest: str


@record
class RestateRoi:
    """Given by Fairway itself."""

    engagement_id: UUID
    position: int
    figures: RoiFigures
    because: tuple[RoiCause, ...]
    causes: int


RoiCommand: TypeAlias = ComputeRoi | PublishRoi | RestateRoi


class RoiReportTooEarly(Refused):
    """The third month is not over: the return is published from {due} on."""


class RoiNotPublished(Refused):
    """What was never published is not restated."""


# --- What they stand on ---


@record
class Reported:
    """`told` is what people were told last, `restated_on` the day on which it was last said to read otherwise."""

    case: bool = False
    live_on: date | None = None
    computed: RoiComputed | None = None
    digests: frozenset[str] = frozenset()
    told: RoiFigures | None = None
    restated_on: date | None = None


Known: TypeAlias = MeasurementEvent | BusinessCaseRegistered | WentLive


def evolve(reported: Reported, event: Known) -> Reported:
    match event:
        case BusinessCaseRegistered():
            return replace(reported, case=True)
        case WentLive():
            return replace(reported, live_on=event.went_live_on)
        case RoiComputed():
            return replace(reported, computed=event)
        case RoiReportPublished():
            return replace(reported, told=event.figures, digests=reported.digests | {event.digest})
        case RoiRestated():
            return replace(reported, told=event.after, restated_on=event.restated_on)
        case _:
            return reported


# --- Decisions ---


def compute(command: ComputeRoi, reported: Reported, asked: Asked) -> list[MeasurementEvent]:
    """The same figures are computed once a day."""
    figures, day = reckoned(command, reported), day_of(reported, asked)
    before = reported.computed
    if before is not None and (before.day, before.figures) == (day, figures):
        return []
    return [RoiComputed(engagement_id=command.engagement_id, day=day, position=command.position, figures=figures)]


def publish(command: PublishRoi, reported: Reported, asked: Asked) -> list[MeasurementEvent]:
    """What reads the same is published once."""
    figures, day = reckoned(command, reported), day_of(reported, asked)
    if figures.days < DAYS:
        due = asked.day + timedelta(days=max(1, DAYS - day))
        raise RoiReportTooEarly(due=due)
    if command.digest in reported.digests:
        return []
    return [
        RoiReportPublished(
            engagement_id=command.engagement_id,
            day=day,
            position=command.position,
            digest=command.digest,
            figures=figures,
        )
    ]


def restate(command: RestateRoi, reported: Reported, asked: Asked) -> list[MeasurementEvent]:
    """Once a day at most; what comes in later that day is taken up the next time."""
    if reported.told is None:
        raise RoiNotPublished
    changed = moved(reported.told, command.figures)
    if not changed or reported.restated_on == asked.day:
        return []
    return [
        RoiRestated(
            engagement_id=command.engagement_id,
            position=command.position,
            restated_on=asked.day,
            before=reported.told,
            after=command.figures,
            moved=changed,
            because=command.because,
            causes=command.causes,
        )
    ]


def reckoned(command: ComputeRoi | PublishRoi, reported: Reported) -> RoiFigures:
    if not reported.case:
        raise BusinessCaseNotFound
    if reported.live_on is None or command.figures is None:
        raise MeasurementNotStarted
    return command.figures


def day_of(reported: Reported, asked: Asked) -> int:
    return 0 if reported.live_on is None else (asked.day - reported.live_on).days


def decide(command: RoiCommand, reported: Reported, asked: Asked) -> list[MeasurementEvent]:
    match command:
        case ComputeRoi():
            return compute(command, reported, asked)
        case PublishRoi():
            return publish(command, reported, asked)
        case RestateRoi():
            return restate(command, reported, asked)
        case _:
            assert_never(command)


def looks_at(command: RoiCommand) -> tuple[Scope, ...]:
    return (engagement_scope(command.engagement_id, BusinessCaseRegistered, WentLive),)


ROI: Decider[Reported, RoiCommand, Known] = Decider(
    initial=Reported(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"measurement-{command.engagement_id}",
    permits={ComputeRoi: PUBLISHERS, PublishRoi: PUBLISHERS, RestateRoi: frozenset()},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    at_once=frozenset({ComputeRoi, PublishRoi, RestateRoi}),
)
