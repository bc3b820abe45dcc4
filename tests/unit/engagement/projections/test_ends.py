"""What the read models show when something ends, and how they treat a log that was read out of order."""

from typing import Any

import pytest

from services.engagement.domain.gap_status import GapStatus
from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.findings import FINDINGS
from services.engagement.projections.gap_links import GAP_LINKS
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.ownerships import OWNERSHIPS
from services.engagement.projections.people import PEOPLE
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.provenances import PROVENANCES
from services.engagement.projections.reviews import REVIEWS
from services.engagement.projections.stages import STAGES
from services.engagement.projections.tenants import TENANTS
from services.engagement.projections.vendor_decisions import VENDOR_DECISIONS
from shared.projecting.projection import Projection
from tests.facts import engagements, gaps, ownership, people, people_events, pilots, provenance, stages, tenants
from tests.history import rows


@pytest.mark.req("RA8")
def test_a_dependency_that_was_removed_is_gone() -> None:
    assert rows(GAP_LINKS, [gaps.NEEDED, gaps.NEEDED_NO_MORE]) == {}


def test_an_erased_person_holds_no_role() -> None:
    facts = [people_events.DEE_REGISTERED, people_events.DEE_SPONSORS, people_events.DEE_ERASED]
    (dee,) = rows(PEOPLE, facts).values()
    assert (dee.roles, dee.erased) == ((), True)


@pytest.mark.req("RC6")
def test_a_vacated_system_has_no_owner() -> None:
    facts = [engagements.STARTED, engagements.OWNER_ASSIGNED, engagements.OWNER_VACATED]
    (engagement,) = rows(ENGAGEMENTS, facts).values()
    assert engagement.system_owner is None


@pytest.mark.req("RO4")
def test_a_vacated_system_remembers_who_left_until_somebody_follows() -> None:
    left = [engagements.STARTED, engagements.OWNER_ASSIGNED, ownership.ACCEPTED, engagements.OWNER_VACATED]
    (vacated,) = rows(OWNERSHIPS, left).values()
    owners = (vacated.system_owner, vacated.former_owner, vacated.accepted_by)
    assert owners == (None, people.CLEO, people.CLEO)
    assert vacated.vacated_reason == engagements.OWNER_VACATED.reason
    (followed,) = rows(OWNERSHIPS, [*left, engagements.OWNER_ASSIGNED]).values()
    assert (followed.system_owner, followed.former_owner, followed.vacated_at) == (people.CLEO, None, None)
    assert followed.version == vacated.version == 1


@pytest.mark.req("RA9")
@pytest.mark.parametrize(
    ("fact", "status"),
    [
        (gaps.BEGUN, GapStatus.IN_PROGRESS),
        (gaps.RESOLVED, GapStatus.RESOLVED),
        (gaps.VERIFIED, GapStatus.VERIFIED),
        (gaps.DEFERRED, GapStatus.DEFERRED),
        (gaps.CANCELLED, GapStatus.CANCELLED),
        (gaps.REOPENED, GapStatus.OPEN),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_the_register_shows_where_a_gap_stands(fact: object, status: GapStatus) -> None:
    (gap,) = rows(GAP_REGISTER, [gaps.OPENED, fact]).values()
    assert gap.status is status


def test_a_reopened_gap_forgets_how_and_by_whom_it_was_closed() -> None:
    (gap,) = rows(GAP_REGISTER, [gaps.OPENED, gaps.RESOLVED, gaps.VERIFIED, gaps.REOPENED]).values()
    assert (gap.resolver, gap.verifier, gap.evidence_digest, gap.reopened) == (None, None, None, 1)


@pytest.mark.parametrize(
    ("projection", "fact"),
    [
        (TENANTS, tenants.TENANT_CONFIGURED),
        (PEOPLE, people_events.DEE_SPONSORS),
        (PILOTS, pilots.CLOSED),
        (FINDINGS, pilots.FINDING_DISMISSED),
        (ENGAGEMENTS, engagements.BASELINED),
        (GAP_REGISTER, gaps.OWNED),
        (STAGES, stages.LEAD_NAMED),
        (OWNERSHIPS, ownership.PATH_DEFINED),
        (REVIEWS, ownership.HELD),
        (PROVENANCES, provenance.COMPONENT),
        (VENDOR_DECISIONS, provenance.RATIFIED),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_facts_out_of_order_are_never_guessed_away(projection: Projection[Any], fact: object) -> None:
    with pytest.raises(LookupError):
        rows(projection, [fact])
