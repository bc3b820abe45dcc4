"""Putting a gap off: approved, until a day that comes before go-live, and over once that day is over."""

from dataclasses import field, replace
from datetime import date, timedelta
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.gap.commands import SelfApproval
from services.engagement.domain.gap.rules import unsettled
from services.engagement.domain.gap.state import Deferred, Gap, Known, Unknown
from services.engagement.domain.gap.state import evolve as evolve_gap
from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.roles import APPROVERS, CONTRIBUTORS
from shared.events.gaps import GapDeferralExpired, GapDeferred, GapEvent
from shared.events.go_live import (
    GoLiveEvent,
    GoLivePlanned,
    GoLiveRescheduled,
    HandOverAccepted,
    LeadTimeViolated,
    WentLive,
)
from shared.kernel.decider import Asked, Decider
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import prose

LONGEST_DEFERRAL = timedelta(days=400)

# --- Commands ---------------------------------------------------------------


@record
class DeferGap:
    gap_id: UUID
    until: date
    reason: str


@record
class ExpireGapDeferral:
    """Put on record, by a timer or whoever notices first, that the day until which the gap was put off is over."""

    gap_id: UUID


DeferringCommand: TypeAlias = DeferGap | ExpireGapDeferral

# --- Refusals ---------------------------------------------------------------


class DeferralOutOfBounds(Refused):
    """A gap is deferred to a day after {today}, and by {latest} at the latest."""


class DeferralPastGoLive(Refused):
    """Go-live is planned for {planned}: a gap is put off to that day at the latest."""


class GapNotDeferred(Refused):
    """The gap is not put off."""


class DeferralNotOver(Refused):
    """The gap is put off until {until}: that day is not over."""


# --- State ------------------------------------------------------------------


@record
class Deferring:
    """Where the gap stands, and the day planned for go-live."""

    gap: Gap = field(default_factory=Unknown)
    planned: date | None = None


DeferringEvent: TypeAlias = GapEvent | GoLiveEvent


def evolve(deferring: Deferring, event: DeferringEvent) -> Deferring:
    match event:
        case GoLivePlanned():
            return replace(deferring, planned=event.planned_on)
        case GoLiveRescheduled():
            return replace(deferring, planned=event.new)
        case LeadTimeViolated() | WentLive() | HandOverAccepted():
            return deferring
        case _:
            return replace(deferring, gap=evolve_gap(deferring.gap, event))


# --- Decisions --------------------------------------------------------------


def defer(command: DeferGap, gap: Known, planned: date | None, asked: Asked) -> list[DeferringEvent]:
    """Days are those of the tenant; a later end is a new deferral, approved anew."""
    reason = prose("reason", command.reason)
    gap = unsettled(gap)
    if asked.by.is_one_with(gap.terms.owner):
        raise SelfApproval
    if gap == Deferred(terms=gap.terms, until=command.until):
        return []
    latest = asked.day + LONGEST_DEFERRAL
    if not asked.day < command.until <= latest:
        raise DeferralOutOfBounds(where=("input", "until"), today=asked.day, latest=latest)
    if planned is not None and command.until > planned:
        raise DeferralPastGoLive(where=("input", "until"), planned=planned)
    return [GapDeferred(gap_id=command.gap_id, until=command.until, reason=reason, approver=asked.by.person)]


def expire(command: ExpireGapDeferral, gap: Known, asked: Asked) -> list[DeferringEvent]:
    if not isinstance(gap, Deferred):
        raise GapNotDeferred
    if asked.day <= gap.until:
        raise DeferralNotOver(until=gap.until)
    return [GapDeferralExpired(gap_id=command.gap_id, until=gap.until)]


def decide(command: DeferringCommand, deferring: Deferring, asked: Asked) -> list[DeferringEvent]:
    gap = deferring.gap
    if isinstance(gap, Unknown):
        raise GapNotFound
    match command:
        case DeferGap():
            return defer(command, gap, deferring.planned, asked)
        case ExpireGapDeferral():
            return expire(command, gap, asked)
        case _:
            assert_never(command)


DEFERRING: Decider[Deferring, DeferringCommand, DeferringEvent] = Decider(
    initial=Deferring(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={DeferGap: APPROVERS, ExpireGapDeferral: CONTRIBUTORS},
    looks_around={DeferGap: (GoLivePlanned, GoLiveRescheduled)},
)
