"""What the read models of governance show when something ends, and how they treat a log that was read out of order."""

from dataclasses import replace
from typing import Any

import pytest

from services.engagement.projections.accountabilities import ACCOUNTABILITIES
from services.engagement.projections.audit_logs import AUDIT_LOGS
from services.engagement.projections.data_accesses import DATA_ACCESSES
from services.engagement.projections.data_sources import DATA_SOURCES
from shared.projecting.projection import Projection
from tests.facts import accountability, audit_logging, sources
from tests.history import rows


@pytest.mark.req("RB3")
def test_logging_that_is_configured_anew_is_untested() -> None:
    shorter = replace(audit_logging.LOGGING_CONFIGURED, retention_days=30)
    facts = [audit_logging.LOGGING_CONFIGURED, audit_logging.LOGGING_TESTED, shorter]
    (log,) = rows(AUDIT_LOGS, facts).values()
    assert (log.passed, log.evidence_digest, log.tested_at, log.version) == (None, None, None, 3)


@pytest.mark.req("RB2")
def test_what_is_assigned_to_somebody_else_is_not_accepted() -> None:
    assigned = accountability.ACCOUNTABILITY_ASSIGNED
    facts = [assigned, accountability.ACCOUNTABILITY_ACCEPTED, replace(assigned, role="manager")]
    (entry,) = rows(ACCOUNTABILITIES, facts).values()
    assert (entry.role, entry.accepted_at) == ("manager", None)


def test_a_source_without_an_owner_is_owned_since_never() -> None:
    (source,) = rows(DATA_SOURCES, [replace(sources.SOURCE_REGISTERED, owner=None)]).values()
    assert (source.owner, source.owner_seq, source.owned_at) == (None, None, None)


@pytest.mark.req("RB5")
def test_a_new_class_leaves_the_approval_as_it_was_recorded() -> None:
    facts = [sources.ACCESS_REQUESTED, sources.ACCESS_APPROVED, sources.CLASSIFIED]
    (access,) = rows(DATA_ACCESSES, facts).values()
    assert (access.approved_seq, access.until) == (2, sources.ACCESS_APPROVED.until)


@pytest.mark.parametrize(
    ("projection", "fact"),
    [
        (DATA_SOURCES, sources.CLASSIFIED),
        (DATA_ACCESSES, sources.ACCESS_APPROVED),
        (ACCOUNTABILITIES, accountability.ACCOUNTABILITY_ACCEPTED),
        (AUDIT_LOGS, audit_logging.LOGGING_TESTED),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_facts_out_of_order_are_never_guessed_away(projection: Projection[Any], fact: object) -> None:
    with pytest.raises(LookupError):
        rows(projection, [fact])
