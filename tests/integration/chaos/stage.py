"""Who and what there is in the run: tenants, their people, their engagements and gaps, all known beforehand."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from services.engagement.contract import (
    BootstrapAdministrator,
    ClosePilot,
    GrantRole,
    OpenGap,
    RecordPilotResult,
    RegisterPerson,
    RegisterPilot,
    RegisterTenant,
    StartEngagement,
)
from shared.events.gaps import Cause, GapKind, Severity
from shared.events.people import Role
from shared.events.pilots import Better, RunBy
from shared.eventstore.handle import Request
from shared.kernel.record import record

STARTED, CLOSED = date(2024, 1, 8), date(2024, 3, 29)
LEADING = (Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD)
ROLES = (*LEADING, Role.SPONSOR, Role.DATA_OWNER, Role.GOVERNANCE_REVIEWER)
TENANTS, ENGAGEMENTS, GAPS = 2, 2, 6


@record
class House:
    """A tenant with one person for each role, and engagements with few gaps: everybody gets in each other's way."""

    tenant: UUID

    @property
    def administrator(self) -> UUID:
        return uuid5(self.tenant, "administrator")

    def person(self, number: int) -> UUID:
        return uuid5(self.tenant, f"person {number % len(ROLES)}")

    def engagement(self, number: int) -> UUID:
        return uuid5(self.tenant, f"engagement {number % ENGAGEMENTS}")

    def gap(self, engagement: UUID, number: int) -> UUID:
        return uuid5(engagement, f"gap {number % GAPS}")

    def owner(self, number: int) -> UUID:
        """Who is to own a gap of this number."""
        return self.person(number % GAPS)

    def lead(self, number: int) -> UUID:
        """Somebody who holds, most of the time, the role of a lead."""
        return self.person(number % len(LEADING))

    def grant(self, number: int) -> GrantRole:
        return GrantRole(tenant_id=self.tenant, person=self.person(number), role=ROLES[number % len(ROLES)])

    def request(self, name: str, person: UUID, command: object, *, system: bool = False) -> Request:
        """The command under an id of its own name."""
        command_id = uuid5(self.tenant, f"command {name}")
        return Request(tenant=self.tenant, person=person, command_id=command_id, command=command, system=system)

    def opening(self) -> Iterator[Request]:
        """All that must be there before everything can happen at once."""
        for number, command in enumerate(self._founding()):
            yield self.request(f"founding {number}", self.administrator, command, system=number < 2)
        for number in range(ENGAGEMENTS):
            for step, command in enumerate(started(self.engagement(number))):
                yield self.request(f"opening {number} {step}", self.person(0), command)
            for gap in range(GAPS):
                opening = self.opened(self.engagement(number), gap)
                yield self.request(f"opening {number} gap {gap}", self.person(gap), opening)

    def opened(self, engagement: UUID, number: int) -> OpenGap:
        return OpenGap(
            gap_id=self.gap(engagement, number),
            engagement_id=engagement,
            title=f"Gap {number % GAPS}",
            detail="",
            kind=GapKind.DATA,
            cause=Cause.DATA_NOT_REPRESENTATIVE,
            severity=Severity.MAJOR,
        )

    def _founding(self) -> Iterator[Any]:
        yield RegisterTenant(tenant_id=self.tenant, name="A house")
        yield BootstrapAdministrator(tenant_id=self.tenant, person=self.administrator)
        for number in range(len(ROLES)):
            yield RegisterPerson(tenant_id=self.tenant, person=self.person(number))
            yield self.grant(number)


def started(engagement: UUID) -> Iterator[Any]:
    """A pilot's way to its engagement."""
    yield registered(engagement)
    yield RecordPilotResult(
        pilot_id=engagement,
        criterion="Claims sorted",
        unit="%",
        better=Better.HIGHER,
        target=Decimal(80),
        actual=Decimal(91),
    )
    yield ClosePilot(pilot_id=engagement, closed_on=CLOSED, summary="It worked.")
    yield StartEngagement(engagement_id=engagement, name="To production")


def registered(pilot: UUID) -> RegisterPilot:
    return RegisterPilot(
        pilot_id=pilot,
        name="Claims triage",
        purpose="Sort claims by urgency",
        run_by=RunBy.OWN_TEAM,
        vendor=None,
        started_on=STARTED,
    )


HOUSES = tuple(House(tenant=UUID(int=(7 << 100) + number)) for number in range(TENANTS))
