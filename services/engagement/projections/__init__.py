"""The read models of this service, one module each, named as their readers call them."""

from typing import Any

from services.engagement.projections.dimensions import DIMENSIONS
from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.findings import FINDINGS
from services.engagement.projections.gap_links import GAP_LINKS
from services.engagement.projections.gap_moves import GAP_MOVES
from services.engagement.projections.gap_register import GAP_REGISTER
from services.engagement.projections.people import PEOPLE
from services.engagement.projections.pilot_costs import PILOT_COSTS
from services.engagement.projections.pilot_results import PILOT_RESULTS
from services.engagement.projections.pilots import PILOTS
from services.engagement.projections.tenants import TENANTS
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
)
