"""What every read model of the gates service shows after one full life. A difference means: a new version.

`FAIRWAY_WRITE_GOLDEN=1` writes the files of versions that have none yet; a file that exists is never rewritten.
"""

import os
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.gates.projections import PROJECTIONS
from shared.events.ownership import ResponsibilityAssigned
from shared.events.stages import Stage
from shared.events.tenants import TenantConfigured
from shared.projecting.projection import Projection
from tests.facts import (
    accountability,
    criteria,
    engagements,
    evidence,
    frameworks,
    gaps,
    gates,
    go_live,
    ownership,
    sources,
    stages,
    tenants,
)
from tests.history import rows
from tests.unit.engagement.projections.life import LIFE as ENGAGEMENT_LIFE
from tests.unit.engagement.projections.test_golden_folds import GOLDEN, shown
from tests.unit.gates.projections.life import AT_THE_GATE, LIVE, SAID, SHOWN

BEGUN = (
    gates.PASSED_ON_CONDITION,
    gates.CONDITION_MET,
    gates.passed(Stage.CLOSURE),
    gates.OUTDATED,
    gates.REVOKED,
    frameworks.CLAIMS_PUBLISHED,
    engagements.STARTED,
    stages.ENTERED,
    frameworks.STACKED,
    stages.REOPENED,
    gates.EVALUATED,
    go_live.WENT_LIVE,
    evidence.EVIDENCE_SUBMITTED,
    evidence.EVIDENCE_EXPIRY_NOTED,
    evidence.EVIDENCE_EXPIRED,
    evidence.EVIDENCE_REVISED,
    criteria.ATTESTED,
    evidence.EVIDENCE_WITHDRAWN,
    criteria.ATTESTATION_WITHDRAWN,
    criteria.BLOCKED,
    criteria.UNBLOCKED,
    criteria.NOT_APPLICABLE_REQUESTED,
    criteria.NOT_APPLICABLE_REJECTED,
    criteria.NOT_APPLICABLE_REQUESTED,
    criteria.NOT_APPLICABLE_APPROVED,
    criteria.NOT_APPLICABLE_ENDED,
    criteria.WAIVER_REQUESTED,
    criteria.WAIVER_REJECTED,
    criteria.WAIVER_REQUESTED,
    criteria.WAIVER_GRANTED,
    criteria.WAIVER_EXTENDED,
    criteria.WAIVER_REVOKED,
    replace(evidence.EVIDENCE_SUBMITTED, evidence_id=UUID(int=0xEE9)),
)
NAMED_APART = {"timers": "gates_timers"}
HANDLED = frozenset(event for projection in PROJECTIONS for event in projection.handles)
ELSEWHERE = {TenantConfigured, ResponsibilityAssigned, *map(type, BEGUN)}
MEASURED = tuple(fact for fact in ENGAGEMENT_LIFE if type(fact) in HANDLED - ELSEWHERE)
ACCOUNTABLE = (ownership.DEPLOYMENT_ASSIGNED, ownership.GAP_ASSIGNED)
LEFT = (gaps.OWNER_LEFT, stages.LEAD_LEFT, sources.SOURCE_OWNER_LEFT, accountability.ACCOUNTABILITY_VACATED)
LIFE = (*BEGUN, *AT_THE_GATE, *SAID, *MEASURED, *SHOWN, *LIVE, tenants.TENANT_CONFIGURED, *ACCOUNTABLE, *LEFT)


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_fold_shows_what_its_version_always_showed(projection: Projection[Any]) -> None:
    golden = GOLDEN / f"{NAMED_APART.get(projection.name, projection.name)}.v{projection.version}.json"
    if os.environ.get("FAIRWAY_WRITE_GOLDEN") and not golden.exists():
        golden.write_bytes(shown(projection, LIFE))
    assert shown(projection, LIFE) == golden.read_bytes()


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_life_shows_something_of_every_read_model(projection: Projection[Any]) -> None:
    assert rows(projection, LIFE)


def test_the_life_holds_every_fact_that_any_fold_handles() -> None:
    assert {type(fact) for fact in LIFE} == HANDLED
