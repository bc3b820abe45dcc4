"""A piece of evidence, one sentence per test: what it shows and how long it counts."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.gates.domain.adopted import CriterionNotFound
from services.gates.domain.bounds import LastDayOutOfBounds
from services.gates.domain.evidence import (
    EVIDENCE,
    EvidenceAlreadySubmitted,
    EvidenceHasGone,
    ExpireEvidence,
    KindNotOfTheFramework,
    OwnAttestation,
    SubmitEvidence,
    WithdrawEvidence,
)
from services.gates.domain.evidence.commands import Artefact
from services.gates.domain.evidence.state import Shelf, artefact_of
from services.gates.domain.evidence_policy import LATEST_EVIDENCE
from services.gates.domain.not_found import EngagementNotFound, ReleaseNotFound
from shared.events.evidence import EvidenceValue
from shared.events.people import Role
from shared.kernel.decider import Reach
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.criteria import ATTESTED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.evidence import (
    EVIDENCE_ID,
    EVIDENCE_REVISED,
    EVIDENCE_SUBMITTED,
    EVIDENCE_WITHDRAWN,
)
from tests.facts.frameworks import ADOPTED, CLAIMS_PUBLISHED, STACKED
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.facts.releases import PINNED
from tests.scenario import Scenario
from tests.unit.gates.domain.measured import HANGING_ON_A_REPORT

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=EVIDENCE).given
UNDER_WAY = (STARTED, ADOPTED, PINNED)
SUBMITTED = (*UNDER_WAY, EVIDENCE_SUBMITTED)
ARTEFACT = artefact_of(EVIDENCE_SUBMITTED)
SUBMIT = SubmitEvidence(
    evidence_id=EVIDENCE_ID,
    engagement_id=ENGAGEMENT,
    criterion=EVIDENCE_SUBMITTED.criterion,
    kind=EVIDENCE_SUBMITTED.kind,
    title=EVIDENCE_SUBMITTED.title,
    artefact=ARTEFACT,
)
WITHDRAW = WithdrawEvidence(evidence_id=EVIDENCE_ID, reason=EVIDENCE_WITHDRAWN.reason)
EXPIRE = ExpireEvidence(evidence_id=EVIDENCE_ID)
A_DAY = timedelta(days=1)
TODAY = NOW.date()


def showing(artefact: Artefact) -> SubmitEvidence:
    return replace(SUBMIT, artefact=artefact)


def test_evidence_is_submitted_by_whoever_has_it() -> None:
    given(*UNDER_WAY).when(SUBMIT, by=BO).then(EVIDENCE_SUBMITTED)


def test_a_machine_submits_too() -> None:
    assert Role.INTEGRATOR in EVIDENCE.permits[SubmitEvidence]
    assert Role.AUDITOR not in EVIDENCE.permits[SubmitEvidence]


def test_evidence_belongs_to_an_engagement_under_way() -> None:
    given().when(SUBMIT).refused(EngagementNotFound)
    scope, adopted = EVIDENCE.looks_at(SUBMIT)
    assert adopted.id == f"criteria-{ENGAGEMENT}"
    assert (scope.reach, scope.id) == (Reach.ENGAGEMENT, str(ENGAGEMENT))
    assert EVIDENCE.engagement(SUBMIT) == ENGAGEMENT
    assert EVIDENCE.engagement(WITHDRAW) is None
    assert EVIDENCE.looks_at(WITHDRAW) == ()


def test_the_same_submission_again_is_nothing_new() -> None:
    given(*SUBMITTED).when(SUBMIT, by=BO).then_nothing()


def test_another_submission_under_the_same_id_is_refused() -> None:
    given(*SUBMITTED).when(replace(SUBMIT, title="Another run"), by=BO).refused(EvidenceAlreadySubmitted)
    given(*SUBMITTED).when(SUBMIT, by=CLEO).refused(EvidenceAlreadySubmitted)


def test_what_was_withdrawn_does_not_come_back_under_its_id() -> None:
    given(*SUBMITTED, EVIDENCE_WITHDRAWN).when(SUBMIT, by=BO).refused(EvidenceHasGone)


@pytest.mark.parametrize(
    "criterion", ["load_test", "fairway/", "/load_test", "fairway/a/b", "Fairway/load", f"fairway/{'a' * 61}", "../x"]
)
def test_a_criterion_is_named_by_framework_and_code(criterion: str) -> None:
    given(*UNDER_WAY).when(replace(SUBMIT, criterion=criterion)).refused(NotWellFormed, where=("input", "criterion"))


@pytest.mark.parametrize("criterion", ["fairway/other", "claims/appeals"])
def test_evidence_backs_a_criterion_that_the_engagement_is_held_to(criterion: str) -> None:
    given(*UNDER_WAY).when(replace(SUBMIT, criterion=criterion)).refused(
        CriterionNotFound, where=("input", "criterion")
    )
    given(STARTED, PINNED).when(SUBMIT).refused(CriterionNotFound)


def test_a_tenants_own_framework_has_kinds_of_its_own() -> None:
    own = replace(SUBMIT, criterion="claims/appeals", kind="appeal_sample")
    wanted = replace(EVIDENCE_SUBMITTED, criterion="claims/appeals", kind="appeal_sample")
    given(*UNDER_WAY, CLAIMS_PUBLISHED, STACKED).when(own, by=BO).then(wanted)
    assert EVIDENCE.looks_at(own)[-1].id == "framework-claims"


def test_evidence_is_of_a_kind_that_the_framework_knows() -> None:
    given(*UNDER_WAY).when(replace(SUBMIT, kind="other")).refused(
        KindNotOfTheFramework, where=("input", "kind"), saying="load_test_report"
    )


def test_a_title_is_a_line() -> None:
    given(*UNDER_WAY).when(replace(SUBMIT, title=" ")).refused(NotWellFormed, where=("input", "title"))


@pytest.mark.parametrize(
    ("artefact", "field"),
    [
        (replace(ARTEFACT, digest="1F" * 32), "digest"),
        (replace(ARTEFACT, digest="1f" * 31), "digest"),
        (replace(ARTEFACT, size=0), "size"),
        (replace(ARTEFACT, size=LATEST_EVIDENCE.largest + 1), "size"),
        (replace(ARTEFACT, media_type="text/html"), "mediaType"),
        (replace(ARTEFACT, source=""), "source"),
        (replace(ARTEFACT, format="k6 summary"), "format"),
        (replace(ARTEFACT, values=(EvidenceValue(name="p95", value="1"),) * 2), "values"),
        (replace(ARTEFACT, values=(EvidenceValue(name="p 95", value="1"),)), "values"),
        (replace(ARTEFACT, values=(EvidenceValue(name="a" * 121, value="1"),)), "values"),
        (replace(ARTEFACT, values=(EvidenceValue(name="p95", value=""),)), "values"),
        (replace(ARTEFACT, values=tuple(EvidenceValue(name=f"v{n}", value="é" * 200) for n in range(50))), "values"),
        (replace(ARTEFACT, values=tuple(EvidenceValue(name=f"v{n}", value="1") for n in range(201))), "values"),
    ],
)
def test_what_an_artefact_says_of_itself_is_well_formed(artefact: Artefact, field: str) -> None:
    given(*UNDER_WAY).when(showing(artefact), by=BO).refused(NotWellFormed, where=("input", field))


def test_an_artefact_of_the_largest_size_is_taken() -> None:
    largest = replace(ARTEFACT, size=LATEST_EVIDENCE.largest)
    given(*UNDER_WAY).when(showing(largest), by=BO).then(replace(EVIDENCE_SUBMITTED, size=LATEST_EVIDENCE.largest))


def test_no_machines_file_and_no_release_will_do_too() -> None:
    plain = replace(ARTEFACT, format=None, values=(), release_id=None)
    wanted = replace(EVIDENCE_SUBMITTED, format=None, values=(), release_id=None)
    given(STARTED, ADOPTED).when(showing(plain), by=BO).then(wanted)


def test_whoever_attested_the_criterion_submits_no_evidence_for_it() -> None:
    given(*UNDER_WAY, replace(ATTESTED, attester=BO)).when(SUBMIT, by=BO).refused(OwnAttestation)
    given(*UNDER_WAY, ATTESTED).when(SUBMIT, by=BO).then(EVIDENCE_SUBMITTED)


def test_whoever_attested_a_criterion_submits_nothing_that_it_hangs_on() -> None:
    past = Scenario(decider=replace(EVIDENCE, initial=Shelf(adopted=HANGING_ON_A_REPORT))).given(
        *UNDER_WAY, replace(ATTESTED, attester=BO)
    )
    astray = replace(SUBMIT, criterion="fairway/data_access")
    past.when(astray, by=BO).refused(OwnAttestation)
    past.when(astray, by=ANA).then(replace(EVIDENCE_SUBMITTED, criterion=astray.criterion, submitter=ANA))


def test_a_release_was_pinned_before() -> None:
    given(STARTED, ADOPTED).when(SUBMIT, by=BO).refused(ReleaseNotFound, where=("input", "releaseId"))


def test_evidence_does_not_count_from_a_day_to_come() -> None:
    tomorrow = replace(ARTEFACT, valid_from=TODAY + A_DAY)
    given(*UNDER_WAY).when(showing(tomorrow), by=BO).refused(InTheFuture, where=("input", "validFrom"))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY, TODAY),
        (TODAY - 10 * A_DAY, TODAY - A_DAY),
        (TODAY, TODAY + LATEST_EVIDENCE.longest + A_DAY),
    ],
)
def test_evidence_counts_up_to_a_day_that_is_not_over_and_no_longer_than_the_policy_allows(
    first: date, last: date
) -> None:
    artefact = replace(ARTEFACT, valid_from=first, valid_until=last)
    given(*UNDER_WAY).when(showing(artefact), by=BO).refused(LastDayOutOfBounds, where=("input", "validUntil"))


@pytest.mark.parametrize(
    ("first", "last"), [(TODAY - A_DAY, TODAY), (TODAY, TODAY + A_DAY), (TODAY, TODAY + LATEST_EVIDENCE.longest)]
)
def test_the_bounds_of_validity_belong_to_it(first: date, last: date) -> None:
    artefact = replace(ARTEFACT, valid_from=first, valid_until=last)
    wanted = replace(EVIDENCE_SUBMITTED, valid_from=first, valid_until=last)
    given(*UNDER_WAY).when(showing(artefact), by=BO).then(wanted)


def test_an_engagement_that_started_after_its_evidence_changes_nothing() -> None:
    given(EVIDENCE_SUBMITTED, STARTED).when(WITHDRAW, by=BO).then(replace(EVIDENCE_WITHDRAWN, withdrawer=BO))


def test_a_history_begins_with_the_submission() -> None:
    with pytest.raises(LookupError):
        EVIDENCE.replay([EVIDENCE_REVISED])


def test_it_is_kept_in_a_stream_of_its_own() -> None:
    assert EVIDENCE.stream(EXPIRE) == f"evidence-{UUID(int=EVIDENCE_ID.int)}"
