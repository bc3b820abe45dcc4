"""The windows of the first ninety days, as another process may speak of them."""

from typing import Any

from services.measurement.domain.measuring import MEASUREMENT
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (MEASUREMENT,)

__all__ = ["DECIDERS"]
