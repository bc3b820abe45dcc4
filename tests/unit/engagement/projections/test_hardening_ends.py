"""What the read models of hardening show when something is said anew, and how they treat a log read out of order."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.engagement.projections.datasets import DATASETS
from services.engagement.projections.grounding_sources import GROUNDING_SOURCES
from services.engagement.projections.performance_deltas import PERFORMANCE_DELTAS
from services.engagement.projections.quality_metrics import QUALITY_METRICS
from shared.projecting.projection import Projection
from tests.facts import hardening
from tests.history import rows


@pytest.mark.req("RH4")
def test_a_threshold_that_is_set_ends_the_request_for_a_lower_one() -> None:
    facts = [
        hardening.METRIC_DEFINED,
        hardening.THRESHOLD_SET,
        hardening.LOWERING_REQUESTED,
        hardening.THRESHOLD_LOWERED,
    ]
    (metric,) = rows(QUALITY_METRICS, facts).values()
    assert (metric.threshold, metric.lowering, metric.version) == (hardening.THRESHOLD_LOWERED.new, None, 4)
    assert (metric.last_set.old, metric.last_set.approver) == (
        hardening.THRESHOLD_LOWERED.old,
        hardening.THRESHOLD_LOWERED.approver,
    )


@pytest.mark.req("RH4")
def test_a_rejection_is_shown_until_somebody_asks_again() -> None:
    facts = [hardening.METRIC_DEFINED, hardening.LOWERING_REQUESTED, hardening.LOWERING_REJECTED]
    (metric,) = rows(QUALITY_METRICS, facts).values()
    assert (metric.lowering, metric.refused) == (None, hardening.LOWERING_REJECTED.reason)
    (metric,) = rows(QUALITY_METRICS, [*facts, hardening.LOWERING_REQUESTED]).values()
    assert (metric.lowering.value, metric.refused) == (hardening.LOWERING_REQUESTED.new, None)


@pytest.mark.req("RH8")
def test_what_is_measured_anew_is_neither_accepted_nor_addressed() -> None:
    facts = [hardening.VALIDATED, hardening.DELTA_MEASURED, hardening.DELTA_ACCEPTED, hardening.DELTA_ADDRESSED]
    again = replace(hardening.VALIDATED, run_id=UUID(int=0x40))
    (delta,) = rows(PERFORMANCE_DELTAS, [*facts, again]).values()
    assert (delta.reason, delta.gap_id) == (hardening.DELTA_ACCEPTED.reason, hardening.DELTA_ADDRESSED.gap_id)
    (delta,) = rows(
        PERFORMANCE_DELTAS, [*facts, again, replace(hardening.DELTA_MEASURED, run_id=again.run_id)]
    ).values()
    assert (delta.run_id, delta.accepter, delta.accepted_at, delta.gap_id) == (again.run_id, None, None, None)


@pytest.mark.req("RH3")
def test_a_revision_leaves_the_approval_as_it_was_recorded() -> None:
    facts = [
        hardening.GROUNDING_DECLARED,
        hardening.GROUNDING_SCOPED,
        hardening.GROUNDING_APPROVED,
        hardening.GROUNDING_REVISED,
    ]
    (source,) = rows(GROUNDING_SOURCES, facts).values()
    assert (source.approved_seq, source.revised_seq, source.approved_revision) == (3, 4, "2026-01")


def test_a_source_that_is_declared_anew_begins_anew() -> None:
    facts = [
        hardening.GROUNDING_DECLARED,
        hardening.GROUNDING_SCOPED,
        hardening.GROUNDING_RETIRED,
        hardening.GROUNDING_DECLARED,
    ]
    (source,) = rows(GROUNDING_SOURCES, facts).values()
    assert (source.retired, source.part, source.version) == (False, None, 4)


@pytest.mark.parametrize(
    ("projection", "fact"),
    [
        (DATASETS, hardening.DATASET_REVISED),
        (QUALITY_METRICS, hardening.THRESHOLD_SET),
        (PERFORMANCE_DELTAS, hardening.DELTA_MEASURED),
        (GROUNDING_SOURCES, hardening.GROUNDING_SCOPED),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_facts_out_of_order_are_never_guessed_away(projection: Projection[Any], fact: object) -> None:
    with pytest.raises(LookupError):
        rows(projection, [fact])
