"""Whether adoption lasted, as another process may speak of it."""

from services.measurement.domain.lasting import Lasting, LastWindow
from services.measurement.domain.lasting_policy import LATEST_LASTING
from services.measurement.queries.lasting import (
    EngagementLasting,
    IndicatorLasting,
    PortfolioLasting,
    lasting_of,
    portfolio_lasting,
)

__all__ = [
    "LATEST_LASTING",
    "EngagementLasting",
    "IndicatorLasting",
    "LastWindow",
    "Lasting",
    "PortfolioLasting",
    "lasting_of",
    "portfolio_lasting",
]
