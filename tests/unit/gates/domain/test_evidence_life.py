"""Evidence is revised and withdrawn, and runs out by itself, one sentence per test."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.gates.domain.evidence import (
    EVIDENCE,
    EvidenceHasExpired,
    EvidenceHasGone,
    EvidenceNotFound,
    EvidenceOfSomebodyElse,
    EvidenceStillCounts,
    ExpireEvidence,
    ExpiryNotNear,
    NoteEvidenceExpiry,
    OwnAttestation,
    ReviseEvidence,
    SameContentRenewed,
    WithdrawEvidence,
)
from services.gates.domain.evidence.commands import Artefact
from services.gates.domain.evidence.state import artefact_of
from services.gates.domain.evidence_policy import LATEST_EVIDENCE
from shared.events.people import Role
from shared.kernel.decider import Actor, Asked
from shared.kernel.refusal import NotWellFormed
from tests.facts.criteria import ATTESTATION_WITHDRAWN, ATTESTED
from tests.facts.engagements import STARTED
from tests.facts.evidence import (
    EVIDENCE_EXPIRED,
    EVIDENCE_EXPIRY_NOTED,
    EVIDENCE_ID,
    EVIDENCE_REVISED,
    EVIDENCE_SUBMITTED,
    EVIDENCE_WITHDRAWN,
)
from tests.facts.frameworks import ADOPTED
from tests.facts.people import ANA, BO, CLEO, as_role
from tests.facts.releases import PINNED
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=EVIDENCE).given
UNDER_WAY = (STARTED, ADOPTED, PINNED)
SUBMITTED = (*UNDER_WAY, EVIDENCE_SUBMITTED)
LEAD = as_role(ANA, Role.ENGAGEMENT_LEAD)
OTHER = as_role(CLEO, Role.MODEL_LEAD)
ARTEFACT = artefact_of(EVIDENCE_SUBMITTED)
REVISE = ReviseEvidence(evidence_id=EVIDENCE_ID, artefact=artefact_of(EVIDENCE_REVISED), reason=EVIDENCE_REVISED.reason)
WITHDRAW = WithdrawEvidence(evidence_id=EVIDENCE_ID, reason=EVIDENCE_WITHDRAWN.reason)
EXPIRE = ExpireEvidence(evidence_id=EVIDENCE_ID)
LAST_DAY = EVIDENCE_SUBMITTED.valid_until
A_DAY = timedelta(days=1)


def vars_of(artefact: Artefact) -> dict[str, Any]:
    return {each.name: getattr(artefact, each.name) for each in fields(artefact)}


def on(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)


def note(days: int) -> NoteEvidenceExpiry:
    return NoteEvidenceExpiry(evidence_id=EVIDENCE_ID, days_left=days)


def test_another_artefact_takes_the_place_of_the_first() -> None:
    given(*SUBMITTED).when(REVISE, by=BO).then(EVIDENCE_REVISED)


def test_a_lead_revises_what_somebody_submitted() -> None:
    given(*SUBMITTED).when(REVISE, by=LEAD).then(replace(EVIDENCE_REVISED, reviser=ANA))


def test_whoever_attested_the_criterion_shows_no_evidence_for_it() -> None:
    own = replace(ATTESTED, attester=BO)
    given(*SUBMITTED, own).when(REVISE, by=BO).refused(OwnAttestation)
    given(*SUBMITTED, own, replace(ATTESTATION_WITHDRAWN, attester=BO)).when(REVISE, by=BO).then(EVIDENCE_REVISED)
    given(*SUBMITTED, replace(own, criterion="fairway/data_access")).when(REVISE, by=BO).then(EVIDENCE_REVISED)


def test_nobody_else_revises_it() -> None:
    given(*SUBMITTED).when(REVISE, by=OTHER).refused(EvidenceOfSomebodyElse)


def test_the_same_revision_again_is_nothing_new() -> None:
    given(*SUBMITTED, EVIDENCE_REVISED).when(REVISE, by=BO).then_nothing()


def test_revisions_are_counted() -> None:
    again = replace(REVISE, artefact=ARTEFACT)
    wanted = replace(
        EVIDENCE_REVISED,
        revision=3,
        digest=ARTEFACT.digest,
        size=ARTEFACT.size,
        source=ARTEFACT.source,
        values=ARTEFACT.values,
        valid_from=ARTEFACT.valid_from,
        valid_until=ARTEFACT.valid_until,
    )
    given(*SUBMITTED, EVIDENCE_REVISED).when(again, by=BO).then(wanted)


def with_days(first: date, last: date) -> ReviseEvidence:
    return replace(REVISE, artefact=replace(ARTEFACT, valid_from=first, valid_until=last))


FIRST, LAST = ARTEFACT.valid_from, ARTEFACT.valid_until


@pytest.mark.parametrize("later", [(FIRST, LAST + A_DAY), (FIRST + A_DAY, LAST), (FIRST + A_DAY, LAST + A_DAY)])
def test_the_same_content_is_not_shown_again_for_later_days(later: tuple[date, date]) -> None:
    wanted = with_days(*later)
    given(*SUBMITTED).when(wanted, by=BO).refused(SameContentRenewed, where=("input", "digest"))
    given(*SUBMITTED).when(wanted, by=LEAD).refused(SameContentRenewed)
    given(*SUBMITTED, EVIDENCE_REVISED).when(wanted, by=BO).refused(SameContentRenewed)
    given(*SUBMITTED, EVIDENCE_EXPIRED).when(wanted, by=BO).refused(SameContentRenewed)


def test_the_days_of_the_same_content_are_put_right_and_back() -> None:
    shorter = replace(EVIDENCE_REVISED, **{**vars_of(ARTEFACT), "valid_until": LAST - A_DAY})
    given(*SUBMITTED).when(with_days(FIRST, LAST - A_DAY), by=BO).then(shorter)
    back = replace(EVIDENCE_REVISED, **vars_of(ARTEFACT), revision=3)
    given(*SUBMITTED, shorter).when(with_days(FIRST, LAST), by=BO).then(back)


def test_what_was_renewed_before_this_rule_stands_and_is_renewed_no_further() -> None:
    renewed = replace(EVIDENCE_REVISED, **{**vars_of(ARTEFACT), "valid_until": LAST + A_DAY})
    given(*SUBMITTED, renewed).when(with_days(FIRST, LAST + A_DAY), by=BO).then_nothing()
    given(*SUBMITTED, renewed).when(with_days(FIRST, LAST + 2 * A_DAY), by=BO).refused(SameContentRenewed)


def test_what_is_revised_was_submitted_and_stays() -> None:
    given(*UNDER_WAY).when(REVISE, by=BO).refused(EvidenceNotFound)
    given().when(REVISE, by=BO).refused(EvidenceNotFound)
    given(*SUBMITTED, EVIDENCE_WITHDRAWN).when(REVISE, by=BO).refused(EvidenceHasGone)


def test_a_revision_is_checked_as_the_submission_is_and_has_a_reason() -> None:
    false = replace(REVISE, artefact=replace(REVISE.artefact, digest="x"))
    given(*SUBMITTED).when(false, by=BO).refused(NotWellFormed, where=("input", "digest"))
    given(*SUBMITTED).when(replace(REVISE, reason=""), by=BO).refused(NotWellFormed, where=("input", "reason"))


def test_what_has_expired_counts_again_once_it_is_revised() -> None:
    past = (*SUBMITTED, EVIDENCE_EXPIRED)
    later = on(LAST_DAY + A_DAY)
    given(*past).when(REVISE, by=BO, at=later).then(EVIDENCE_REVISED)
    given(*past, EVIDENCE_REVISED).when(EXPIRE, at=later).refused(EvidenceStillCounts)


def test_evidence_is_withdrawn_by_whoever_submitted_it_or_by_a_lead() -> None:
    given(*SUBMITTED).when(WITHDRAW, by=BO).then(replace(EVIDENCE_WITHDRAWN, withdrawer=BO))
    given(*SUBMITTED).when(WITHDRAW, by=LEAD).then(replace(EVIDENCE_WITHDRAWN, withdrawer=ANA))
    given(*SUBMITTED).when(WITHDRAW, by=OTHER).refused(EvidenceOfSomebodyElse)


def test_withdrawing_it_again_is_nothing_new() -> None:
    given(*SUBMITTED, EVIDENCE_WITHDRAWN).when(WITHDRAW, by=BO).then_nothing()
    given(*SUBMITTED, EVIDENCE_WITHDRAWN).when(WITHDRAW, by=OTHER).refused(EvidenceOfSomebodyElse)


def test_what_is_withdrawn_is_there_and_has_a_reason() -> None:
    given(*UNDER_WAY).when(WITHDRAW, by=BO).refused(EvidenceNotFound)
    given(*SUBMITTED).when(replace(WITHDRAW, reason=""), by=BO).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize("days", LATEST_EVIDENCE.reminders)
def test_that_it_runs_out_is_noted_from_so_many_days_before_its_last_one(days: int) -> None:
    wanted = replace(EVIDENCE_EXPIRY_NOTED, days_left=days)
    first = LAST_DAY - days * A_DAY
    given(*SUBMITTED).when(note(days), at=on(first)).then(wanted)
    given(*SUBMITTED).when(note(days), at=on(LAST_DAY)).then(wanted)
    given(*SUBMITTED).when(note(days), at=on(first - A_DAY)).refused(ExpiryNotNear)


def test_each_reminder_is_noted_once_for_a_revision() -> None:
    near = on(LAST_DAY - 30 * A_DAY)
    given(*SUBMITTED, EVIDENCE_EXPIRY_NOTED).when(note(30), at=near).then_nothing()
    given(*SUBMITTED, EVIDENCE_EXPIRY_NOTED, EVIDENCE_REVISED).when(
        note(30), at=on(EVIDENCE_REVISED.valid_until - 30 * A_DAY)
    ).then(replace(EVIDENCE_EXPIRY_NOTED, valid_until=EVIDENCE_REVISED.valid_until))


@pytest.mark.parametrize(("zone", "told"), [("UTC", False), ("America/Toronto", True)])
def test_whoever_showed_it_on_the_day_of_the_reminder_is_not_reminded_as_the_tenants_days_begin(
    zone: str,
    told: bool,  # noqa: FBT001 - what is expected
) -> None:
    first = LAST_DAY - 30 * A_DAY
    shown_at = datetime.combine(first, time(2), tzinfo=UTC)
    asked = Asked(by=Actor(person=ANA), at=on(first), day=first, zone=ZoneInfo(zone))
    shelf = EVIDENCE.replay(SUBMITTED)
    noted = EVIDENCE.decide(replace(note(30), shown_at=shown_at), shelf, asked)
    assert noted == ([EVIDENCE_EXPIRY_NOTED] if told else [])


def test_reminders_are_those_of_the_policy() -> None:
    given(*SUBMITTED).when(note(29), at=on(LAST_DAY)).refused(NotWellFormed, where=("input", "daysLeft"))


def test_nothing_is_announced_once_the_last_day_is_over() -> None:
    given(*SUBMITTED).when(note(1), at=on(LAST_DAY + A_DAY)).refused(EvidenceHasExpired)
    given(*SUBMITTED, EVIDENCE_WITHDRAWN).when(note(1), at=on(LAST_DAY)).refused(EvidenceHasGone)
    given(*UNDER_WAY).when(note(1)).refused(EvidenceNotFound)


def test_it_expires_once_its_last_day_is_over() -> None:
    given(*SUBMITTED).when(EXPIRE, at=on(LAST_DAY + A_DAY)).then(EVIDENCE_EXPIRED)
    given(*SUBMITTED).when(EXPIRE, at=on(LAST_DAY)).refused(EvidenceStillCounts, saying=str(LAST_DAY))


def test_it_expires_once() -> None:
    given(*SUBMITTED, EVIDENCE_EXPIRED).when(EXPIRE, at=on(LAST_DAY + 2 * A_DAY)).then_nothing()


def test_what_is_not_there_does_not_expire() -> None:
    given(*UNDER_WAY).when(EXPIRE).refused(EvidenceNotFound)
    given(*SUBMITTED, EVIDENCE_WITHDRAWN).when(EXPIRE, at=on(LAST_DAY + A_DAY)).refused(EvidenceHasGone)


def test_what_runs_out_is_told_by_fairway_alone_and_as_it_happens() -> None:
    assert EVIDENCE.permits[NoteEvidenceExpiry] == EVIDENCE.permits[ExpireEvidence] == frozenset()
    assert {NoteEvidenceExpiry, ExpireEvidence} <= EVIDENCE.at_once


def test_what_is_shown_in_its_place_counts_for_no_longer_than_the_criterion_lets_it_either() -> None:
    heartbeat = replace(EVIDENCE_SUBMITTED, criterion="fairway/quality_baseline", kind="monitor_heartbeat")
    declared = EVIDENCE_REVISED.valid_from + 1_000 * A_DAY
    revise = replace(REVISE, artefact=replace(REVISE.artefact, valid_until=declared))
    given(*UNDER_WAY, heartbeat).when(revise, by=BO).then(
        replace(EVIDENCE_REVISED, reviser=BO, valid_until=EVIDENCE_REVISED.valid_from + A_DAY)
    )
