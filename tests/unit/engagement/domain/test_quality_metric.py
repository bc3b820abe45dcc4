"""A measure of quality and its threshold, one sentence per test."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.on_record import AlreadyOnRecord
from services.engagement.domain.quality_metric import (
    QUALITY_METRIC,
    ApproveThresholdLowering,
    DefineQualityMetric,
    NoLoweringRequested,
    NothingLowered,
    OwnThresholdLowering,
    QualityMetricCommand,
    QualityMetricNotFound,
    RejectThresholdLowering,
    RequestThresholdLowering,
    SetQualityThreshold,
    ThresholdLoweringNotApproved,
)
from services.engagement.domain.roles import APPROVERS
from shared.events.pilots import Better
from shared.events.quality_metrics import QualityMetricDefined
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.hardening import (
    LOWERING_REJECTED,
    LOWERING_REQUESTED,
    METRIC_DEFINED,
    METRIC_ID,
    THRESHOLD_LOWERED,
    THRESHOLD_SET,
)
from tests.facts.people import ANA, BO, DEE
from tests.scenario import Scenario

given = Scenario(decider=QUALITY_METRIC).given

DEFINE = DefineQualityMetric(
    metric_id=METRIC_ID,
    engagement_id=ENGAGEMENT,
    name=METRIC_DEFINED.name,
    definition=METRIC_DEFINED.definition,
    unit=METRIC_DEFINED.unit,
    better=METRIC_DEFINED.better,
)
SET = SetQualityThreshold(metric_id=METRIC_ID, value=Decimal(70), why=THRESHOLD_SET.why)
REQUEST = RequestThresholdLowering(metric_id=METRIC_ID, value=Decimal(60), why=LOWERING_REQUESTED.why)
APPROVE = ApproveThresholdLowering(metric_id=METRIC_ID)
REJECT = RejectThresholdLowering(metric_id=METRIC_ID, reason=LOWERING_REJECTED.reason)

DEFINED = (METRIC_DEFINED,)
WITH_THRESHOLD = (*DEFINED, THRESHOLD_SET)
ASKED = (*WITH_THRESHOLD, LOWERING_REQUESTED)
MINUTES = replace(METRIC_DEFINED, better=Better.LOWER, unit="minutes")


@pytest.mark.req("RH8")
def test_a_measure_is_defined_once_and_for_ever() -> None:
    given(STARTED).when(DEFINE).then(METRIC_DEFINED)
    given(*WITH_THRESHOLD).when(DEFINE).then_nothing()
    given(*DEFINED).when(replace(DEFINE, definition="Something else.")).refused(AlreadyOnRecord)
    given().when(DEFINE).refused(EngagementNotFound)


@pytest.mark.parametrize("field", ["name", "definition", "unit"])
def test_a_definition_says_what_is_measured_and_in_which_unit(field: str) -> None:
    blank: dict[str, Any] = {field: " "}
    given(STARTED).when(replace(DEFINE, **blank)).refused(NotWellFormed, where=("input", field))


@pytest.mark.req("RH4")
def test_a_threshold_is_set_with_the_one_before_and_why() -> None:
    given(*DEFINED).when(SET, by=BO).then(THRESHOLD_SET)
    higher = replace(SET, value=Decimal(75))
    told = replace(THRESHOLD_SET, old=Decimal(70), new=Decimal(75), setter=ANA)
    given(*WITH_THRESHOLD).when(higher, by=ANA).then(told)
    given(*WITH_THRESHOLD).when(SET).then_nothing()
    given(*DEFINED).when(replace(SET, why=" ")).refused(NotWellFormed, where=("input", "why"))
    given(*DEFINED).when(replace(SET, value=Decimal("NaN"))).refused(NotWellFormed, where=("input", "value"))


@pytest.mark.req("RH4")
@pytest.mark.parametrize(("metric", "lower"), [(METRIC_DEFINED, "69.9"), (MINUTES, "70.1")])
def test_nobody_alone_asks_for_less_than_before_whichever_way_the_measure_improves(
    metric: QualityMetricDefined, lower: str
) -> None:
    less = replace(SET, value=Decimal(lower))
    given(metric, THRESHOLD_SET).when(less, by=DEE).refused(
        ThresholdLoweringNotApproved, where=("input", "value"), saying="less than 70"
    )


@pytest.mark.req("RH4")
def test_a_lower_threshold_is_asked_for_and_approved_by_somebody_else() -> None:
    given(*WITH_THRESHOLD).when(REQUEST, by=BO).then(LOWERING_REQUESTED)
    given(*ASKED).when(APPROVE, by=BO).refused(OwnThresholdLowering)
    given(*ASKED).when(APPROVE, by=DEE).then(THRESHOLD_LOWERED)
    given(*ASKED, THRESHOLD_LOWERED).when(APPROVE, by=DEE).refused(NoLoweringRequested)
    assert QUALITY_METRIC.permits[ApproveThresholdLowering] == APPROVERS


@pytest.mark.req("RH4")
def test_a_request_is_told_again_replaced_or_overtaken() -> None:
    given(*ASKED).when(REQUEST, by=BO).then_nothing()
    given(*ASKED).when(REQUEST, by=ANA).then(replace(LOWERING_REQUESTED, requester=ANA))
    raised = replace(THRESHOLD_SET, old=Decimal(70), new=Decimal(75))
    given(*ASKED, raised).when(APPROVE, by=DEE).refused(NoLoweringRequested)


@pytest.mark.parametrize("value", ["70", "70.1"])
def test_only_what_asks_for_less_takes_an_approval(value: str) -> None:
    given(*WITH_THRESHOLD).when(replace(REQUEST, value=Decimal(value))).refused(
        NothingLowered, where=("input", "value")
    )
    given(*DEFINED).when(REQUEST).refused(NothingLowered, where=("input", "value"))


def test_a_request_gives_a_value_and_says_why() -> None:
    given(*WITH_THRESHOLD).when(replace(REQUEST, why="")).refused(NotWellFormed, where=("input", "why"))
    endless = replace(REQUEST, value=Decimal("1e-9"))
    given(*WITH_THRESHOLD).when(endless).refused(NotWellFormed, where=("input", "value"))


@pytest.mark.req("RH4")
def test_a_request_that_is_rejected_leaves_the_threshold_as_it_was() -> None:
    given(*ASKED).when(REJECT, by=DEE).then(LOWERING_REJECTED)
    rejected = (*ASKED, LOWERING_REJECTED)
    given(*rejected).when(APPROVE, by=DEE).refused(NoLoweringRequested)
    given(*rejected).when(REJECT, by=DEE).refused(NoLoweringRequested)
    given(*rejected).when(SET).then_nothing()
    given(*ASKED).when(replace(REJECT, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize("command", [SET, REQUEST, APPROVE, REJECT])
def test_all_that_is_asked_of_a_measure_follows_on_its_definition(command: QualityMetricCommand) -> None:
    given().when(command).refused(QualityMetricNotFound)
    assert QUALITY_METRIC.stream(command) == f"metric-{METRIC_ID}"
    assert (QUALITY_METRIC.looks_at(command), QUALITY_METRIC.engagement(command)) == ((), None)


def test_a_definition_stands_on_the_engagement() -> None:
    (scope,) = QUALITY_METRIC.looks_at(DEFINE)
    assert (scope.id, scope.types) == (f"engagement-{ENGAGEMENT}", ("EngagementStarted",))
    assert QUALITY_METRIC.engagement(DEFINE) == ENGAGEMENT


def test_a_history_that_begins_with_a_threshold_is_no_history() -> None:
    with pytest.raises(LookupError):
        QUALITY_METRIC.replay([THRESHOLD_SET])
