"""What can be asked about going live, and why it may be refused."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.go_live.blockers import Blocker
from services.engagement.domain.go_live_policy import BlockerCode
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class PlanGoLive:
    engagement_id: UUID
    planned_on: date


@record
class RescheduleGoLive:
    engagement_id: UUID
    planned_on: date
    reason: str


@record
class GoLive:
    engagement_id: UUID
    release_id: UUID


@record
class AcceptHandOver:
    """Whoever owns the system takes it over as it runs."""

    engagement_id: UUID


@record
class CheckLeadTime:
    """Whether the day that is planned leaves people the time they are due, now that the programme was launched."""

    engagement_id: UUID


GoLiveCommand: TypeAlias = PlanGoLive | RescheduleGoLive | GoLive | AcceptHandOver | CheckLeadTime


class GoLiveAlreadyPlanned(Refused):
    """Going live is planned for {planned}: reschedule it, and say why."""


class GoLiveNotPlanned(Refused):
    """No day is planned yet: plan one first."""


class GoLiveOutOfBounds(Refused):
    """Going live is planned for a day from {earliest} to {latest}."""


class AlreadyLive(Refused):
    """The system went live on {day}."""


class NotLiveYet(Refused):
    """The system is not live yet."""


class HandOverNotYours(Refused):
    """The hand-over is accepted by whoever owns the system, and that is not you."""


class OtherReleasePinned(Refused):
    """What goes live is the release that is pinned: pin this one first, and test it."""


class NotReadyToGoLive(Refused):
    """Going live is refused as long as anything blocks it: {blockers}."""


def told(blockers: Iterable[Blocker]) -> str:
    """For the sentence: `blocking_gap_open 0198…, programme_not_launched`. `understood` reads them again."""
    return ", ".join(" ".join(map(str, parts(blocker))) for blocker in blockers)


def parts(blocker: Blocker) -> tuple[object, ...]:
    return tuple(each for each in (blocker.code, blocker.subject or blocker.stage, blocker.until) if each is not None)


def understood(text: str) -> tuple[Blocker, ...]:
    """What was told, read again: a refusal travels as words."""
    return tuple(_blocker(*each.split(" ")) for each in text.split(", "))


def _blocker(code: str, *more: str) -> Blocker:
    known = BlockerCode(code)
    match known:
        case BlockerCode.STAGE_NOT_COMPLETED | BlockerCode.GATE_NOT_PASSED:
            return Blocker(code=known, stage=Stage(more[0]))
        case BlockerCode.LEAD_TIME_NOT_REACHED:
            return Blocker(code=known, until=date.fromisoformat(more[0]))
        case _:
            until = date.fromisoformat(more[1]) if more[1:] else None
            return Blocker(code=known, subject=UUID(more[0]) if more else None, until=until)
