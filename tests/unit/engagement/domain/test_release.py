"""What goes live, one sentence per test: pinned, expected, owed, put under load."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.engagement.domain.not_found import EngagementNotFound, EnvironmentNotFound, ReleaseNotFound
from services.engagement.domain.on_record import AlreadyOnRecord
from services.engagement.domain.release import (
    RELEASE,
    ExpectPeakLoad,
    PeakLoadUnknown,
    PinRelease,
    RecordLoadTest,
    ReleaseAlreadyPinned,
    ReleaseCommand,
    RestoreRelease,
    ServiceLevelUnknown,
    SetServiceLevel,
)
from shared.events.environments import EnvironmentKind
from shared.kernel.decider import Reach
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.environments import ENVIRONMENT_ID, PRODUCTION_DECLARED, RELEASE_ID
from tests.facts.people import BO, DEE
from tests.facts.releases import LEVEL, LEVEL_SET, LOAD_TEST_ID, LOAD_TESTED, PEAK_EXPECTED, PINNED
from tests.scenario import Scenario

given = Scenario(decider=RELEASE).given

OTHER_ID = UUID(int=0x4F)
OTHER = replace(PINNED, release_id=OTHER_ID, name="2026.4", prompt_digest="ee" * 32)
DIGESTS = ("model_digest", "prompt_digest", "data_digest", "configuration_digest")
PIN = PinRelease(
    engagement_id=ENGAGEMENT,
    release_id=RELEASE_ID,
    name=PINNED.name,
    model_digest=PINNED.model_digest,
    prompt_digest=PINNED.prompt_digest,
    data_digest=PINNED.data_digest,
    configuration_digest=PINNED.configuration_digest,
)
RESTORE = RestoreRelease(engagement_id=ENGAGEMENT, release_id=RELEASE_ID)
EXPECT = ExpectPeakLoad(engagement_id=ENGAGEMENT, requests_per_second=Decimal(40), basis=PEAK_EXPECTED.basis)
SET = SetServiceLevel(engagement_id=ENGAGEMENT, level=replace(LEVEL, percentile=Decimal(95)))
RECORD = RecordLoadTest(
    engagement_id=ENGAGEMENT,
    test_id=LOAD_TEST_ID,
    release_id=RELEASE_ID,
    environment_id=ENVIRONMENT_ID,
    ran_on=LOAD_TESTED.ran_on,
    achieved=Decimal("62.5"),
    latency_ms=LOAD_TESTED.latency_ms,
    error_share=Decimal("0.0012"),
    evidence=LOAD_TESTED.evidence,
)
READY = (STARTED, PRODUCTION_DECLARED, PINNED, PEAK_EXPECTED, LEVEL_SET)
TESTED = (*READY, LOAD_TESTED)


def camel(field: str) -> str:
    first, *others = field.split("_")
    return first + "".join(word.title() for word in others)


@pytest.mark.parametrize("command", [PIN, RESTORE, EXPECT, SET, RECORD], ids=lambda it: type(it).__name__)
def test_it_is_about_an_engagement_that_was_started(command: ReleaseCommand) -> None:
    given().when(command).refused(EngagementNotFound)
    assert RELEASE.stream(command) == f"release-{ENGAGEMENT}"
    assert RELEASE.engagement(command) == ENGAGEMENT


@pytest.mark.req("RH6")
def test_a_release_is_pinned_by_all_its_digests() -> None:
    given(STARTED).when(PIN).then(PINNED)
    given(STARTED, PINNED).when(PIN).then_nothing()
    given(STARTED, PINNED, OTHER).when(PIN).then_nothing()
    given(STARTED, OTHER).when(PIN).then(PINNED)
    given(STARTED, PINNED).when(replace(PIN, name="Another")).refused(AlreadyOnRecord)


@pytest.mark.req("RH6")
def test_the_same_digests_are_the_same_release_under_whatever_name() -> None:
    again = replace(PIN, release_id=OTHER_ID, name="Brand new")
    given(STARTED, PINNED).when(again).refused(ReleaseAlreadyPinned, saying=PINNED.name)
    for field in DIGESTS:
        other: dict[str, Any] = {field: "ff" * 32}
        given(STARTED, PINNED).when(replace(again, **other)).then(
            replace(PINNED, release_id=OTHER_ID, name="Brand new", **other)
        )


@pytest.mark.parametrize("field", DIGESTS)
@pytest.mark.parametrize("digest", ["", "a1" * 31, "A1" * 32, "a1" * 32 + "\n"])
def test_a_digest_is_a_sha_256(field: str, digest: str) -> None:
    other: dict[str, Any] = {field: digest}
    given(STARTED).when(replace(PIN, **other)).refused(NotWellFormed, where=("input", camel(field)))


def test_a_release_has_a_name() -> None:
    given(STARTED).when(replace(PIN, name=" ")).refused(NotWellFormed, where=("input", "name"))


@pytest.mark.req("RH6")
def test_what_was_pinned_before_can_come_back() -> None:
    given(STARTED, PINNED, OTHER).when(RESTORE).then(PINNED)
    given(STARTED, PINNED).when(RESTORE).then_nothing()
    given(STARTED, OTHER).when(RESTORE).refused(ReleaseNotFound, where=("input", "releaseId"))


@pytest.mark.req("RH5")
def test_a_peak_load_is_expected_by_somebody_for_a_reason() -> None:
    given(STARTED).when(EXPECT, by=DEE).then(PEAK_EXPECTED)
    given(STARTED, PEAK_EXPECTED).when(EXPECT, by=BO).then_nothing()
    raised = replace(EXPECT, requests_per_second=Decimal("40.01"))
    given(STARTED, PEAK_EXPECTED).when(raised, by=BO).then(
        replace(PEAK_EXPECTED, requests_per_second=Decimal("40.01"), author=BO)
    )
    given(STARTED).when(replace(EXPECT, basis="")).refused(NotWellFormed, where=("input", "basis"))


@pytest.mark.parametrize("figure", ["0", "-1", "0.001", "10000000.01", "NaN", "Infinity"])
def test_a_rate_is_a_number_of_requests_per_second(figure: str) -> None:
    rate = Decimal(figure)
    given(STARTED).when(replace(EXPECT, requests_per_second=rate)).refused(
        NotWellFormed, where=("input", "requestsPerSecond")
    )
    given(*READY).when(replace(RECORD, achieved=rate)).refused(NotWellFormed, where=("input", "achieved"))


@pytest.mark.parametrize("figure", ["0.01", "10000000"])
def test_the_least_and_the_greatest_rate_are_within_the_bounds(figure: str) -> None:
    rate = Decimal(figure)
    given(STARTED).when(replace(EXPECT, requests_per_second=rate), by=DEE).then(
        replace(PEAK_EXPECTED, requests_per_second=rate)
    )


@pytest.mark.req("RH5")
def test_a_service_level_is_set_and_only_another_one_is_a_new_fact() -> None:
    given(STARTED).when(SET).then(LEVEL_SET)
    given(STARTED, LEVEL_SET).when(SET).then_nothing()
    faster = replace(LEVEL, latency_ms=800)
    given(STARTED, LEVEL_SET).when(replace(SET, level=faster)).then(replace(LEVEL_SET, level=faster))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("percentile", Decimal(bad)) for bad in ("0", "100", "99.9999", "NaN")),
        *(("latency_ms", bad) for bad in (0, -5, 3_600_001)),
        *(("error_share", Decimal(bad)) for bad in ("-0.1", "1.1", "0.000001", "NaN")),
    ],
)
def test_a_service_level_is_within_its_bounds(field: str, value: object) -> None:
    wrong: dict[str, Any] = {field: value}
    given(STARTED).when(replace(SET, level=replace(LEVEL, **wrong))).refused(
        NotWellFormed, where=("input", camel(field))
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("percentile", Decimal(good)) for good in ("0.001", "99.999")),
        *(("latency_ms", good) for good in (1, 3_600_000)),
        *(("error_share", Decimal(good)) for good in ("0", "1", "0.00001")),
    ],
)
def test_the_ends_of_the_bounds_belong_to_them(field: str, value: object) -> None:
    fine: dict[str, Any] = {field: value}
    level = replace(LEVEL, **fine)
    given(STARTED).when(replace(SET, level=level)).then(replace(LEVEL_SET, level=level))


def test_no_error_at_all_is_written_in_one_way() -> None:
    level = replace(LEVEL, error_share=Decimal("-0"))
    (fact,) = RELEASE.decide(replace(SET, level=level), RELEASE.replay([STARTED]), given().when(SET).asked)
    assert "error_share=Decimal('0.00000')" in repr(fact)


@pytest.mark.req("RH5")
def test_a_load_test_is_recorded_beside_what_was_expected_then() -> None:
    given(*READY).when(RECORD).then(LOAD_TESTED)
    raised = replace(PEAK_EXPECTED, requests_per_second=Decimal("90.00"))
    given(*READY, raised).when(RECORD).then(replace(LOAD_TESTED, expected_peak=Decimal("90.00")))
    sandbox = replace(PRODUCTION_DECLARED, kind=EnvironmentKind.SANDBOX)
    given(*READY, sandbox).when(RECORD).then(replace(LOAD_TESTED, environment=EnvironmentKind.SANDBOX))


@pytest.mark.req("RH5")
@pytest.mark.parametrize(
    ("latency", "errors", "held"),
    [(1_200, "0.005", True), (1_201, "0.005", False), (1_200, "0.00501", False), (9_000, "1", False)],
)
def test_whether_the_service_level_was_held_follows_by_rule(latency: int, errors: str, held: bool) -> None:  # noqa: FBT001 - what is expected
    share = Decimal(errors)
    given(*READY).when(replace(RECORD, latency_ms=latency, error_share=share)).then(
        replace(LOAD_TESTED, latency_ms=latency, error_share=share, held=held)
    )


@pytest.mark.req("RH5", "RH6")
def test_a_load_test_needs_a_peak_a_level_a_release_and_an_environment() -> None:
    given(STARTED, PRODUCTION_DECLARED, PINNED, LEVEL_SET).when(RECORD).refused(PeakLoadUnknown)
    given(STARTED, PRODUCTION_DECLARED, PINNED, PEAK_EXPECTED).when(RECORD).refused(ServiceLevelUnknown)
    known = (STARTED, PEAK_EXPECTED, LEVEL_SET)
    given(*known, PRODUCTION_DECLARED).when(RECORD).refused(ReleaseNotFound, where=("input", "releaseId"))
    given(*known, PINNED).when(RECORD).refused(EnvironmentNotFound, where=("input", "environmentId"))


def test_a_load_test_is_recorded_once_it_ran() -> None:
    today, tomorrow = date(2026, 3, 2), date(2026, 3, 3)
    given(*READY).when(replace(RECORD, ran_on=today)).then(replace(LOAD_TESTED, ran_on=today))
    given(*READY).when(replace(RECORD, ran_on=tomorrow)).refused(InTheFuture, where=("input", "ranOn"))


def test_the_same_load_test_again_is_nothing_new_whatever_is_expected_by_now() -> None:
    raised = replace(PEAK_EXPECTED, requests_per_second=Decimal("90.00"))
    stricter = replace(LEVEL_SET, level=replace(LEVEL, latency_ms=100))
    given(*TESTED, raised, stricter).when(RECORD).then_nothing()
    given(*TESTED).when(replace(RECORD, achieved=Decimal(63))).refused(AlreadyOnRecord)


def test_only_a_load_test_looks_at_the_environments_of_the_engagement() -> None:
    (scope,) = RELEASE.looks_at(RECORD)
    assert (scope.reach, scope.id) == (Reach.ENGAGEMENT, str(ENGAGEMENT))
    assert scope.types == ("EngagementStarted", "EnvironmentDeclared")
    (scope,) = RELEASE.looks_at(PIN)
    assert (scope.reach, scope.id, scope.types) == (Reach.STREAM, f"engagement-{ENGAGEMENT}", ("EngagementStarted",))


def test_a_history_that_does_not_begin_with_the_engagement_is_no_history() -> None:
    with pytest.raises(LookupError):
        RELEASE.replay([PINNED])
