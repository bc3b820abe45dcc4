"""Where each duty of an engagement stands, as far as decisions need it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias, assert_never

from shared.events.engagements import EngagementStarted
from shared.events.obligations import (
    AdoptedDuty,
    ComplianceConfirmed,
    ComplianceWithdrawn,
    DutyEvent,
    ObligationEvent,
    ObligationExcluded,
    ObligationMapped,
    ObligationReinstated,
    ObligationSetAdopted,
)
from shared.kernel.record import record

Place: TypeAlias = tuple[str, str]
"""An instrument, and a place there."""


@record
class Applicable:
    """What is confirmed is this mapping."""

    digest: str
    mapped: ObligationMapped | None = None
    confirmed: ComplianceConfirmed | None = None


@record
class Excluded:
    """`mapped` is what was said before, and holds again once the duty applies again."""

    digest: str
    exclusion: ObligationExcluded
    mapped: ObligationMapped | None


Duty: TypeAlias = Applicable | Excluded


@record
class NotStarted:
    pass


@record
class Unadopted:
    pass


@record
class Adopted:
    present: ObligationSetAdopted
    duties: Mapping[Place, Duty]


Compliance: TypeAlias = NotStarted | Unadopted | Adopted


def evolve(compliance: Compliance, event: ObligationEvent | EngagementStarted) -> Compliance:
    match event:
        case EngagementStarted():
            return Unadopted()
        case ObligationSetAdopted():
            return adopted(event, compliance.duties if isinstance(compliance, Adopted) else {})
        case _:
            if isinstance(compliance, Adopted):
                place = (event.instrument, event.at)
                return replace(compliance, duties={**compliance.duties, place: after(compliance.duties[place], event)})
            raise LookupError("what applies was adopted before")


def adopted(event: ObligationSetAdopted, before: Mapping[Place, Duty]) -> Adopted:
    duties = {(duty.instrument, duty.at): duty for duty in event.duties}
    return Adopted(present=event, duties={place: carried(duty, before.get(place)) for place, duty in duties.items()})


def carried(duty: AdoptedDuty, before: Duty | None) -> Duty:
    """How a duty is met is still worth reading where it reads differently; what was concluded from it is not."""
    if before is None:
        return Applicable(digest=duty.digest)
    return before if before.digest == duty.digest else Applicable(digest=duty.digest, mapped=before.mapped)


def after(duty: Duty, event: DutyEvent) -> Duty:
    match event:
        case ObligationExcluded():
            return Excluded(digest=duty.digest, exclusion=event, mapped=duty.mapped)
        case ObligationMapped():
            return Applicable(digest=duty.digest, mapped=event)
        case ComplianceConfirmed():
            return Applicable(digest=duty.digest, mapped=duty.mapped, confirmed=event)
        case ObligationReinstated() | ComplianceWithdrawn():
            return Applicable(digest=duty.digest, mapped=duty.mapped)
        case _:
            assert_never(event)
