"""What every read model shows after one full life. A difference means: give the projection a new version.

`FAIRWAY_WRITE_GOLDEN=1` writes the files of versions that have none yet; a file that exists is never rewritten.
"""

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import TypeAdapter

from services.engagement.projections import PROJECTIONS
from services.engagement.projections.timers import TIMERS
from shared.events.stages import Stage
from shared.projecting.projection import Projection
from tests.facts import (
    accountability,
    audit_logging,
    costs,
    dimensions,
    endings,
    engagements,
    environments,
    forecasts,
    gaps,
    gates,
    go_live,
    hardening,
    integrations,
    measurement,
    obligations,
    ownership,
    people,
    people_events,
    pilots,
    population,
    portfolio,
    programme,
    provenance,
    releases,
    scope,
    sources,
    stages,
    tenants,
)
from tests.history import rows

GOLDEN = Path("tests/golden/folds")

LIFE_IN_STAGES = (
    stages.LEAD_NAMED,
    stages.CHECKED,
    *stages.delivered(Stage.ASSESSMENT),
    stages.RETURNED,
    stages.SUBMITTED,
    stages.ACCEPTED,
    gates.PASSED_ON_CONDITION,
    stages.ENTERED,
    gates.CONDITION_MET,
    stages.GOVERNANCE_COMPLETE,
    stages.INFRASTRUCTURE_COMPLETE,
    stages.GOVERNANCE_REOPENED,
    stages.GOVERNANCE_COMPLETE,
    *stages.delivered(Stage.CLOSURE),
    gates.passed(Stage.CLOSURE),
    stages.entered(Stage.HARDENING),
    replace(stages.REOPENED, stage=Stage.CLOSURE),
    gates.REVOKED,
    replace(gates.OUTDATED, stage=Stage.CLOSURE, decision_id=gates.passed(Stage.CLOSURE).decision_id),
)

GOING_LIVE = (
    scope.SCOPE_DEFINED,
    programme.LAUNCHED,
    go_live.GO_LIVE_PLANNED,
    go_live.GO_LIVE_RESCHEDULED,
    go_live.LEAD_TIME_VIOLATED,
    endings.PARKED,
    endings.RESUMED,
    go_live.WENT_LIVE,
    measurement.ADOPTION_REPORTED,
    go_live.HAND_OVER_ACCEPTED,
    endings.COMPLETED,
)

LIFE = (
    tenants.TENANT_REGISTERED,
    people_events.ELI_REGISTERED,
    people_events.ELI_ADMINISTERS,
    tenants.TENANT_CONFIGURED,
    people.BO_REGISTERED,
    people_events.DEE_REGISTERED,
    people_events.DEE_SPONSORS,
    people_events.DEE_ADMINISTERS,
    people_events.DEE_SPONSORS_NO_MORE,
    pilots.REGISTERED,
    pilots.RESULT,
    pilots.RESULT_WITHOUT_TARGET,
    pilots.FOUND,
    pilots.COST,
    pilots.CLOSED,
    pilots.PUT_OFF,
    pilots.FINDING_DISMISSED,
    engagements.STARTED,
    dimensions.PILOT_STATE,
    dimensions.PRODUCTION_STATE,
    dimensions.PROPOSAL_DISMISSED,
    gaps.OPENED,
    gaps.LOAD_TEST_OPENED,
    gaps.OWNED,
    gaps.ESTIMATED,
    gaps.DUE,
    gaps.RAISED,
    gaps.NEEDED,
    engagements.BASELINED,
    gaps.BEGUN,
    gaps.RESOLVED,
    gaps.VERIFIED,
    gaps.REOPENED,
    gaps.LOWERED,
    gaps.DEFERRED,
    gaps.CANCELLED,
    engagements.OWNER_ASSIGNED,
    engagements.REPORT_PUBLISHED,
    *LIFE_IN_STAGES,
    ownership.ACCEPTED,
    ownership.PATH_DEFINED,
    ownership.DEPLOYMENT_ASSIGNED,
    ownership.GAP_ASSIGNED,
    ownership.SCHEDULED,
    ownership.HELD,
    ownership.NEXT_SCHEDULED,
    ownership.MISSED,
    provenance.COMPONENT,
    provenance.OWN_COMPONENT,
    provenance.ASSUMPTION,
    provenance.CONFIRMED,
    provenance.BROKEN,
    provenance.DECISION,
    provenance.RATIFIED,
    provenance.OVERTURNED,
    provenance.HANDED_OVER,
    provenance.TAKEN_OVER,
    provenance.PLANNED,
    provenance.DONE,
    provenance.VERIFIED_ALONE,
    sources.SOURCE_REGISTERED,
    sources.SOURCE_OWNER_NAMED,
    sources.CLASSIFIED,
    sources.ACCESS_REQUESTED,
    sources.ACCESS_APPROVED,
    sources.ACCESS_REVOKED,
    accountability.ACCOUNTABILITY_ASSIGNED,
    accountability.ACCOUNTABILITY_ACCEPTED,
    audit_logging.LOGGING_CONFIGURED,
    audit_logging.LOGGING_TESTED,
    programme.CREATED,
    *population.COVERED,
    population.WRITERS_WITHDRAWN,
    programme.TRAINING,
    programme.TRAINED,
    population.HANDLERS_REVISED,
    programme.LAUNCHED,
    programme.BO_NOMINATED,
    programme.CLEO_NOMINATED,
    programme.ACTIVATED,
    programme.BRIEFED,
    programme.CLEO_LEFT,
    programme.EQUIPPED,
    programme.AWARE,
    programme.WILLING,
    programme.GRANTED,
    programme.WITHDRAWN,
    programme.GRANTED,
    hardening.DATASET_DECLARED,
    hardening.DATASET_REVISED,
    hardening.METRIC_DEFINED,
    hardening.THRESHOLD_SET,
    hardening.LOWERING_REQUESTED,
    hardening.LOWERING_REJECTED,
    hardening.VALIDATED,
    hardening.DELTA_MEASURED,
    hardening.DELTA_ACCEPTED,
    hardening.DELTA_ADDRESSED,
    hardening.GROUNDING_DECLARED,
    hardening.GROUNDING_SCOPED,
    hardening.ACCESS_CONTROLLED,
    hardening.GROUNDING_APPROVED,
    hardening.GROUNDING_REVISED,
    hardening.GROUNDING_RETIRED,
    *GOING_LIVE,
    environments.PRODUCTION_DECLARED,
    environments.ITEM_ADDED,
    environments.HARDENING_COMPLETED,
    environments.HARDENING_VERIFIED,
    environments.HARDENING_REOPENED,
    releases.PINNED,
    releases.PEAK_EXPECTED,
    releases.LEVEL_SET,
    releases.LOAD_TESTED,
    environments.DEPLOYED,
    integrations.POINT_DECLARED,
    integrations.INTEGRATION_PASSED,
    integrations.POINT_WITHDRAWN,
    *portfolio.ALL_SCORED,
    portfolio.RANKED,
    forecasts.FORECAST_RECORDED,
    costs.SCALE_COST,
    costs.SCALE_COST_CORRECTED,
    costs.SCALE_COST_WITHDRAWN,
    gaps.TEMPLATE_USED,
    gaps.TAGGED,
    gaps.UNTAGGED,
    gaps.STAGE_LINKED,
    gaps.DEFERRED,
    gaps.EXPIRED,
    *(*obligations.LIFE, *people_events.BO_COMES_AND_GOES),
)
LIVES = {TIMERS.name: tuple(fact for fact in LIFE if fact not in (gaps.EXPIRED, ownership.MISSED))}  # before they fire


def shown(projection: Projection[Any], facts: tuple[Any, ...]) -> bytes:
    found = rows(projection, facts)
    kind: Any = projection.row
    adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, kind])
    by_key = {"|".join(map(str, key)): row for key, row in found.items()}
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    return orjson.dumps(adapter.dump_python(by_key, mode="json"), option=options) + b"\n"


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_fold_shows_what_its_version_always_showed(projection: Projection[Any]) -> None:
    golden = GOLDEN / f"{projection.name}.v{projection.version}.json"
    if os.environ.get("FAIRWAY_WRITE_GOLDEN") and not golden.exists():
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(shown(projection, LIVES.get(projection.name, LIFE)))
    assert shown(projection, LIVES.get(projection.name, LIFE)) == golden.read_bytes()


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_life_shows_something_of_every_read_model(projection: Projection[Any]) -> None:
    assert rows(projection, LIVES.get(projection.name, LIFE))


def test_the_life_holds_every_fact_that_any_fold_handles_but_for_the_ends() -> None:
    handled = {event for projection in PROJECTIONS for event in projection.handles}
    missing = {event.__name__ for event in handled - {type(fact) for fact in LIFE}}
    ends = {"EngagementStopped", "GapDependencyRemoved", "PersonErased", "PilotExpired", "SystemOwnerVacated"}
    assert missing == ends
