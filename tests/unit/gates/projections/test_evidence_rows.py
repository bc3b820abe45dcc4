"""What is shown of evidence, and of what people said of criteria."""

import pytest

from services.gates.projections.criterion_statements import CRITERION_STATEMENTS, StatementKind, StatementsEntry
from services.gates.projections.evidence import EVIDENCE, EvidenceEntry, EvidenceState
from tests.facts import criteria
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import (
    EVIDENCE_EXPIRED,
    EVIDENCE_EXPIRY_NOTED,
    EVIDENCE_ID,
    EVIDENCE_REVISED,
    EVIDENCE_SUBMITTED,
    EVIDENCE_WITHDRAWN,
)
from tests.facts.people import BO, DEE
from tests.history import rows


def shown(*facts: object) -> EvidenceEntry:
    found: EvidenceEntry = rows(EVIDENCE, (EVIDENCE_SUBMITTED, *facts))[EVIDENCE_ID,]
    return found


def said(*facts: object) -> StatementsEntry:
    found: StatementsEntry = rows(CRITERION_STATEMENTS, facts)[ENGAGEMENT, criteria.CRITERION]
    return found


def test_evidence_is_shown_as_it_was_revised_last_with_all_that_stood_before() -> None:
    assert (shown().state, shown().revision, shown().submitter) == (EvidenceState.SUBMITTED, 1, BO)
    revised = shown(EVIDENCE_EXPIRY_NOTED, EVIDENCE_REVISED)
    assert (revised.digest, revised.values, revised.version) == (EVIDENCE_REVISED.digest, EVIDENCE_REVISED.values, 3)
    assert [(each.revision, each.reason) for each in revised.revisions] == [(1, None), (2, EVIDENCE_REVISED.reason)]


def test_what_expired_counts_again_once_it_is_revised_and_what_was_withdrawn_never() -> None:
    assert shown(EVIDENCE_EXPIRED).state is EvidenceState.EXPIRED
    assert shown(EVIDENCE_EXPIRED, EVIDENCE_REVISED).state is EvidenceState.SUBMITTED
    gone = shown(EVIDENCE_WITHDRAWN)
    assert gone.state is EvidenceState.WITHDRAWN
    assert gone.withdrawal is not None
    assert gone.withdrawal.reason == EVIDENCE_WITHDRAWN.reason


def test_evidence_that_was_never_submitted_was_read_out_of_order() -> None:
    with pytest.raises(LookupError):
        rows(EVIDENCE, [EVIDENCE_REVISED])


def test_what_was_said_stands_beside_all_of_it() -> None:
    entry = said(criteria.ATTESTED, criteria.WAIVER_REQUESTED, criteria.WAIVER_GRANTED, criteria.ATTESTATION_WITHDRAWN)
    assert (entry.said.attestations, entry.version) == ((), 4)
    assert entry.said.waiver is not None
    assert entry.said.waiver.approver == DEE
    assert [(each.kind, each.until) for each in entry.history] == [
        (StatementKind.ATTESTED, criteria.ATTESTED.valid_until),
        (StatementKind.WAIVER_REQUESTED, criteria.WAIVER_REQUESTED.until),
        (StatementKind.WAIVER_GRANTED, criteria.WAIVER_GRANTED.until),
        (StatementKind.ATTESTATION_WITHDRAWN, None),
    ]
    assert entry.history[0].reason == criteria.ATTESTED.statement
