"""All that this service decides."""

from typing import Any

from services.engagement.contracts import (
    change,
    forecasts,
    going_live,
    governance,
    hardening,
    infrastructure,
    numbers,
    portfolio,
)
from services.engagement.domain.delay.rules import DELAY
from services.engagement.domain.delegating import DELEGATING
from services.engagement.domain.dimension import DIMENSION
from services.engagement.domain.engagement import ENGAGEMENT
from services.engagement.domain.gap import GAP
from services.engagement.domain.ownership import OWNERSHIP
from services.engagement.domain.people import PEOPLE
from services.engagement.domain.pilot import PILOT
from services.engagement.domain.provenance import PROVENANCE
from services.engagement.domain.register import BASELINING, LINKING, OPENING, REOPENING
from services.engagement.domain.stage import STAGE
from services.engagement.domain.tenant import TENANT
from shared.kernel.decider import Decider

UNDER_WAY: tuple[Decider[Any, Any, Any], ...] = (
    TENANT,
    PEOPLE,
    DELEGATING,
    PILOT,
    ENGAGEMENT,
    DIMENSION,
    OPENING,
    REOPENING,
    LINKING,
    BASELINING,
    GAP,
    STAGE,
    OWNERSHIP,
    PROVENANCE,
    *governance.DECIDERS,
    *change.DECIDERS,
    *hardening.DECIDERS,
    *going_live.DECIDERS,
    *infrastructure.DECIDERS,
    *forecasts.DECIDERS,
    *numbers.DECIDERS,
)
DECIDERS: tuple[Decider[Any, Any, Any], ...] = (
    *map(going_live.goes_on, UNDER_WAY),
    *going_live.ENDS,
    *portfolio.DECIDERS,
    DELAY,
)
