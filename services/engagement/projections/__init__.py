"""The read models of this service, one module each, named as their readers call them."""

from typing import Any

from services.engagement.projections.accountabilities import ACCOUNTABILITIES
from services.engagement.projections.assumptions import ASSUMPTIONS
from services.engagement.projections.audit_logs import AUDIT_LOGS
from services.engagement.projections.blockages import BLOCKAGES
from services.engagement.projections.champions import CHAMPIONS
from services.engagement.projections.change_programs import CHANGE_PROGRAMS
from services.engagement.projections.cohorts import COHORTS
from services.engagement.projections.components import COMPONENTS
from services.engagement.projections.data_accesses import DATA_ACCESSES
from services.engagement.projections.data_sources import DATA_SOURCES
from services.engagement.projections.datasets import DATASETS
from services.engagement.projections.dimensions import DIMENSIONS
from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.environments import ENVIRONMENTS
from services.engagement.projections.findings import FINDINGS
from services.engagement.projections.gap_links import GAP_LINKS
from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.go_lives import GO_LIVES
from services.engagement.projections.grounding_sources import GROUNDING_SOURCES
from services.engagement.projections.integration_points import INTEGRATION_POINTS
from services.engagement.projections.integration_tests import INTEGRATION_TESTS
from services.engagement.projections.knowledge_transfers import KNOWLEDGE_TRANSFERS
from services.engagement.projections.load_tests import LOAD_TESTS
from services.engagement.projections.milestones import MILESTONES
from services.engagement.projections.obligations import OBLIGATIONS
from services.engagement.projections.outcomes import OUTCOMES
from services.engagement.projections.ownerships import OWNERSHIPS
from services.engagement.projections.people import PEOPLE
from services.engagement.projections.performance_deltas import PERFORMANCE_DELTAS
from services.engagement.projections.pilot_costs import PILOT_COSTS
from services.engagement.projections.pilot_results import PILOT_RESULTS
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.portfolio_rounds import PORTFOLIO_ROUNDS
from services.engagement.projections.provenances import PROVENANCES
from services.engagement.projections.quality_metrics import QUALITY_METRICS
from services.engagement.projections.recorded_forecasts import RECORDED_FORECASTS
from services.engagement.projections.release_plans import RELEASE_PLANS
from services.engagement.projections.releases import RELEASES
from services.engagement.projections.responsibilities import RESPONSIBILITIES
from services.engagement.projections.reviews import REVIEWS
from services.engagement.projections.scale_costs import SCALE_COSTS
from services.engagement.projections.scopes import SCOPES
from services.engagement.projections.stage_courses import STAGE_COURSES
from services.engagement.projections.stage_delays import STAGE_DELAYS
from services.engagement.projections.stages import STAGES
from services.engagement.projections.tenants import TENANTS
from services.engagement.projections.timers import TIMERS
from services.engagement.projections.turns import TURNS
from services.engagement.projections.validations import VALIDATIONS
from services.engagement.projections.vendor_decisions import VENDOR_DECISIONS
from shared.projecting.projection import Projection

PROJECTIONS: tuple[Projection[Any], ...] = (
    TENANTS,
    PEOPLE,
    PILOTS,
    PILOT_RESULTS,
    PILOT_COSTS,
    FINDINGS,
    ENGAGEMENTS,
    DIMENSIONS,
    GAP_REGISTER,
    GAP_LINKS,
    GAP_MOVES,
    STAGES,
    OWNERSHIPS,
    RESPONSIBILITIES,
    REVIEWS,
    PROVENANCES,
    COMPONENTS,
    ASSUMPTIONS,
    VENDOR_DECISIONS,
    KNOWLEDGE_TRANSFERS,
    DATA_SOURCES,
    DATA_ACCESSES,
    ACCOUNTABILITIES,
    AUDIT_LOGS,
    CHANGE_PROGRAMS,
    COHORTS,
    CHAMPIONS,
    DATASETS,
    QUALITY_METRICS,
    VALIDATIONS,
    PERFORMANCE_DELTAS,
    GROUNDING_SOURCES,
    SCOPES,
    GO_LIVES,
    OUTCOMES,
    ENVIRONMENTS,
    INTEGRATION_POINTS,
    INTEGRATION_TESTS,
    RELEASES,
    RELEASE_PLANS,
    LOAD_TESTS,
    PORTFOLIO_ROUNDS,
    MILESTONES,
    RECORDED_FORECASTS,
    SCALE_COSTS,
    TURNS,
    TIMERS,
    OBLIGATIONS,
    STAGE_DELAYS,
    STAGE_COURSES,
    BLOCKAGES,
)
