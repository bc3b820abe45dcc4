"""Runs of the model and the loss against the pilot, one sentence per test."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.engagement.domain.dataset import DatasetNotFound
from services.engagement.domain.not_found import ReleaseNotFound
from services.engagement.domain.on_record import AlreadyOnRecord
from services.engagement.domain.quality_metric import QualityMetricNotFound
from services.engagement.domain.roles import APPROVERS
from services.engagement.domain.validation import (
    VALIDATION,
    AcceptPerformanceDelta,
    AddressPerformanceDelta,
    DefinitionsDiffer,
    DeltaNotMeasured,
    GapCannotAddress,
    MeasurePerformanceDelta,
    PilotResultNotFound,
    RecordValidation,
    RunNotRepresentative,
    SelfAcceptedDelta,
    ValidationCommand,
    ValidationNotFound,
)
from services.engagement.domain.validation.commands import RunSuperseded
from services.engagement.domain.validation.state import Around
from shared.events.datasets import DatasetKind
from shared.events.gaps import GapCancelled, GapReopened
from shared.events.validations import ValidationEvent
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import OPENED, REOPENED, VERIFIED
from tests.facts.hardening import (
    CONTENT,
    DATASET_DECLARED,
    DATASET_ID,
    DATASET_REVISED,
    DELTA_ACCEPTED,
    DELTA_ADDRESSED,
    DELTA_MEASURED,
    METRIC_DEFINED,
    METRIC_ID,
    RUN_ID,
    VALIDATED,
)
from tests.facts.people import ANA, BO, DEE, NOW
from tests.facts.pilots import RESULT, RESULT_WITHOUT_TARGET
from tests.facts.releases import PINNED
from tests.scenario import Scenario

given = Scenario(decider=VALIDATION).given

RUN = RecordValidation(
    metric_id=METRIC_ID,
    engagement_id=ENGAGEMENT,
    run_id=RUN_ID,
    dataset_id=DATASET_ID,
    release_id=VALIDATED.release_id,
    value=VALIDATED.value,
    sample_size=VALIDATED.sample_size,
    ran_on=VALIDATED.ran_on,
    evidence=VALIDATED.evidence,
)
MEASURE = MeasurePerformanceDelta(
    metric_id=METRIC_ID, engagement_id=ENGAGEMENT, run_id=RUN_ID, criterion=RESULT.criterion
)
ACCEPT = AcceptPerformanceDelta(metric_id=METRIC_ID, engagement_id=ENGAGEMENT, reason=DELTA_ACCEPTED.reason)
ADDRESS = AddressPerformanceDelta(metric_id=METRIC_ID, engagement_id=ENGAGEMENT, gap_id=OPENED.gap_id)

BEGUN = (METRIC_DEFINED, DATASET_DECLARED, PINNED)
VALID = (RESULT, *BEGUN, VALIDATED)
MEASURED = (*VALID, DELTA_MEASURED)
CANCELLED = GapCancelled(gap_id=OPENED.gap_id, reason="A duplicate")
COMMANDS: tuple[ValidationCommand, ...] = (RUN, MEASURE, ACCEPT, ADDRESS)
ELSEWHERE = UUID(int=0xE2)
TODAY = NOW.date()


@pytest.mark.req("RH1")
@pytest.mark.parametrize("kind", DatasetKind)
def test_only_a_run_on_data_that_mirror_production_is_representative(kind: DatasetKind) -> None:
    counts = kind in {DatasetKind.REPRESENTATIVE, DatasetKind.PRODUCTION}
    dataset = replace(DATASET_DECLARED, content=replace(CONTENT, kind=kind))
    fact = replace(VALIDATED, dataset_kind=kind, representative=counts)
    given(METRIC_DEFINED, dataset, PINNED).when(RUN).then(fact)


@pytest.mark.req("RH1")
def test_a_run_is_of_the_version_that_the_dataset_has() -> None:
    given(*BEGUN, DATASET_REVISED).when(RUN).then(replace(VALIDATED, dataset_version=2))
    given(METRIC_DEFINED).when(RUN).refused(DatasetNotFound, where=("input", "datasetId"))
    foreign = replace(DATASET_DECLARED, engagement_id=ELSEWHERE)
    given(METRIC_DEFINED, foreign).when(RUN).refused(DatasetNotFound, where=("input", "datasetId"))


def test_the_same_run_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    given(*VALID).when(RUN).then_nothing()
    given(*VALID).when(replace(RUN, value=Decimal(90))).refused(AlreadyOnRecord)
    other = UUID(int=0x40)
    given(*VALID).when(replace(RUN, run_id=other)).then(replace(VALIDATED, run_id=other))


def test_nobody_has_to_say_which_release_ran_but_who_does_names_one_that_was_pinned() -> None:
    given(*BEGUN).when(replace(RUN, release_id=None)).then(replace(VALIDATED, release_id=None))
    given(*BEGUN).when(replace(RUN, release_id=ELSEWHERE)).refused(ReleaseNotFound, where=("input", "releaseId"))


@pytest.mark.req("RH8")
def test_a_loss_is_measured_by_the_latest_run_that_counts() -> None:
    later = replace(VALIDATED, run_id=UUID(int=0x41), ran_on=VALIDATED.ran_on + timedelta(days=1))
    curated = replace(later, representative=False, dataset_kind=DatasetKind.CURATED)
    given(*VALID, curated).when(MEASURE, by=BO).then(DELTA_MEASURED)
    given(*VALID, later).when(MEASURE).refused(RunSuperseded, where=("input", "validationId"))
    given(*VALID, replace(later, ran_on=VALIDATED.ran_on)).when(MEASURE).refused(RunSuperseded)
    given(*VALID, replace(later, ran_on=VALIDATED.ran_on - timedelta(days=1))).when(MEASURE, by=BO).then(DELTA_MEASURED)


@pytest.mark.req("RH8")
def test_what_was_said_of_a_loss_lapses_with_a_later_run_that_counts() -> None:
    later = replace(VALIDATED, run_id=UUID(int=0x41), ran_on=VALIDATED.ran_on + timedelta(days=1))
    for past in (MEASURED, (*MEASURED, DELTA_ACCEPTED)):
        given(*past, later).when(ACCEPT, by=DEE).refused(RunSuperseded)
        given(OPENED, *past, later).when(ADDRESS).refused(RunSuperseded)
    curated = replace(later, representative=False, dataset_kind=DatasetKind.CURATED)
    given(*MEASURED, curated).when(ACCEPT, by=DEE).then(DELTA_ACCEPTED)


@pytest.mark.parametrize("size", [0, 401])
def test_a_run_takes_some_of_the_dataset_at_most_all_of_it(size: int) -> None:
    given(*BEGUN).when(replace(RUN, sample_size=size)).refused(NotWellFormed, where=("input", "sampleSize"))


def test_a_run_has_a_value_and_evidence() -> None:
    given(*BEGUN).when(replace(RUN, value=Decimal("Infinity"))).refused(NotWellFormed, where=("input", "value"))
    bare = replace(RUN, evidence=replace(RUN.evidence, digest="none"))
    given(*BEGUN).when(bare).refused(NotWellFormed, where=("input", "evidence", "digest"))


def test_a_run_is_fresh_for_sixty_days_and_never_ran_tomorrow() -> None:
    today = replace(VALIDATED, ran_on=TODAY, fresh_until=date(2026, 5, 1))
    given(*BEGUN).when(replace(RUN, ran_on=TODAY)).then(today)
    tomorrow = replace(RUN, ran_on=TODAY + timedelta(days=1))
    given(*BEGUN).when(tomorrow).refused(InTheFuture, where=("input", "ranOn"))


@pytest.mark.req("RH8", "RC3")
def test_a_delta_is_what_production_reaches_less_what_the_pilot_reached() -> None:
    given(*VALID).when(MEASURE, by=BO).then(DELTA_MEASURED)
    given(*MEASURED).when(MEASURE, by=BO).then_nothing()
    given(*MEASURED).when(MEASURE, by=ANA).then(replace(DELTA_MEASURED, measurer=ANA))
    given(*BEGUN, RESULT).when(MEASURE).refused(ValidationNotFound, where=("input", "validationId"))


@pytest.mark.req("RH1", "RC3")
def test_a_run_on_curated_data_says_nothing_of_production() -> None:
    dataset = replace(DATASET_DECLARED, content=replace(CONTENT, kind=DatasetKind.CURATED))
    run = replace(VALIDATED, dataset_kind=DatasetKind.CURATED, representative=False)
    given(RESULT, METRIC_DEFINED, dataset, run).when(MEASURE).refused(
        RunNotRepresentative, where=("input", "validationId"), saying="curated"
    )


@pytest.mark.req("RH8")
def test_both_sides_are_measured_by_the_same_definition() -> None:
    given(*VALID, RESULT_WITHOUT_TARGET).when(replace(MEASURE, criterion=RESULT_WITHOUT_TARGET.criterion)).refused(
        DefinitionsDiffer, where=("input", "criterion"), saying="in minutes and better if lower"
    )
    otherwise = replace(METRIC_DEFINED, better=RESULT_WITHOUT_TARGET.better)
    given(RESULT, otherwise, DATASET_DECLARED, VALIDATED).when(MEASURE).refused(DefinitionsDiffer)
    given(*VALID).when(replace(MEASURE, criterion="Smiles")).refused(PilotResultNotFound, where=("input", "criterion"))


@pytest.mark.req("RH8")
def test_a_delta_is_accepted_by_an_approver_who_did_not_measure_it() -> None:
    given(*MEASURED).when(ACCEPT, by=DEE).then(DELTA_ACCEPTED)
    given(*MEASURED).when(ACCEPT, by=BO).refused(SelfAcceptedDelta)
    given(*MEASURED, DELTA_ACCEPTED).when(ACCEPT, by=DEE).then_nothing()
    given(*VALID).when(ACCEPT, by=DEE).refused(DeltaNotMeasured)
    given(*MEASURED).when(replace(ACCEPT, reason=" "), by=DEE).refused(NotWellFormed, where=("input", "reason"))
    assert VALIDATION.permits[AcceptPerformanceDelta] == APPROVERS


@pytest.mark.req("RH8")
def test_what_is_measured_anew_is_to_be_accepted_anew() -> None:
    again = replace(VALIDATED, run_id=UUID(int=0x40), value=Decimal(60))
    measured = replace(DELTA_MEASURED, run_id=again.run_id, production=Decimal(60), delta=Decimal("-11.5"))
    accepted = replace(DELTA_ACCEPTED, run_id=again.run_id)
    given(*MEASURED, DELTA_ACCEPTED, again, measured).when(ACCEPT, by=DEE).then(accepted)


@pytest.mark.req("RH8")
def test_a_delta_is_addressed_by_a_gap_of_the_engagement_that_stands() -> None:
    given(OPENED, *MEASURED).when(ADDRESS).then(DELTA_ADDRESSED)
    given(OPENED, *MEASURED, DELTA_ADDRESSED).when(ADDRESS).then_nothing()
    given(OPENED, *MEASURED, DELTA_ACCEPTED).when(ADDRESS).then(DELTA_ADDRESSED)
    given(OPENED, *VALID).when(ADDRESS).refused(DeltaNotMeasured)
    reopened = GapReopened(gap_id=OPENED.gap_id, reason="No duplicate")
    given(OPENED, CANCELLED, reopened, *MEASURED).when(ADDRESS).then(DELTA_ADDRESSED)


@pytest.mark.req("RH8")
def test_another_gap_takes_the_place_of_the_one_before() -> None:
    other = replace(OPENED, gap_id=UUID(int=0x99))
    address = replace(ADDRESS, gap_id=other.gap_id)
    past = (other, *MEASURED, DELTA_ADDRESSED)
    given(*past).when(address).then(replace(DELTA_ADDRESSED, gap_id=other.gap_id))
    given(*past).when(ACCEPT, by=DEE).then(DELTA_ACCEPTED)


def test_no_gap_that_is_settled_or_elsewhere_or_nowhere_addresses_a_delta() -> None:
    for past in ((), (OPENED, CANCELLED), (OPENED, VERIFIED), (replace(OPENED, engagement_id=ELSEWHERE),)):
        given(*past, *MEASURED).when(ADDRESS).refused(GapCannotAddress, where=("input", "gapId"))
    given(OPENED, VERIFIED, REOPENED, *MEASURED).when(ADDRESS).then(DELTA_ADDRESSED)


@pytest.mark.parametrize("command", COMMANDS)
def test_all_of_it_is_about_a_measure_of_the_engagement(command: ValidationCommand) -> None:
    given().when(command).refused(QualityMetricNotFound)
    given(replace(METRIC_DEFINED, engagement_id=ELSEWHERE)).when(command).refused(QualityMetricNotFound)
    assert VALIDATION.stream(command) == f"validation-{METRIC_ID}"
    assert VALIDATION.engagement(command) == ENGAGEMENT


def test_a_decision_stands_on_what_the_command_names() -> None:
    found = {type(command): [scope.id for scope in VALIDATION.looks_at(command)] for command in COMMANDS}
    metric = f"metric-{METRIC_ID}"
    assert found == {
        RecordValidation: [metric, f"dataset-{DATASET_ID}", f"release-{ENGAGEMENT}"],
        MeasurePerformanceDelta: [metric, f"pilot-{ENGAGEMENT}"],
        AcceptPerformanceDelta: [metric],
        AddressPerformanceDelta: [metric, f"gap-{OPENED.gap_id}"],
    }


@pytest.mark.parametrize("fact", [DELTA_ACCEPTED, DELTA_ADDRESSED, DATASET_REVISED, CANCELLED])
def test_a_history_that_begins_in_the_middle_is_no_history(fact: ValidationEvent | Around) -> None:
    with pytest.raises(LookupError):
        VALIDATION.replay([fact])
