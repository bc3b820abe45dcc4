"""The read models of this service, one module each, named as their readers call them."""

from typing import Any

from services.engagement.projections.accountabilities import ACCOUNTABILITIES
from services.engagement.projections.assumptions import ASSUMPTIONS
from services.engagement.projections.audit_logs import AUDIT_LOGS
from services.engagement.projections.components import COMPONENTS
from services.engagement.projections.data_accesses import DATA_ACCESSES
from services.engagement.projections.data_sources import DATA_SOURCES
from services.engagement.projections.dimensions import DIMENSIONS
from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.findings import FINDINGS
from services.engagement.projections.gap_links import GAP_LINKS
from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.knowledge_transfers import KNOWLEDGE_TRANSFERS
from services.engagement.projections.ownerships import OWNERSHIPS
from services.engagement.projections.people import PEOPLE
from services.engagement.projections.pilot_costs import PILOT_COSTS
from services.engagement.projections.pilot_results import PILOT_RESULTS
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.provenances import PROVENANCES
from services.engagement.projections.responsibilities import RESPONSIBILITIES
from services.engagement.projections.reviews import REVIEWS
from services.engagement.projections.stages import STAGES
from services.engagement.projections.tenants import TENANTS
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
)
