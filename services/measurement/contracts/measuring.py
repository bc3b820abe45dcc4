"""Windows, triggers and interventions, as another process may speak of them."""

from typing import Any

from services.measurement.domain.measuring import MEASUREMENT
from services.measurement.domain.trigger.commands import (
    AcknowledgeIntervention,
    CompleteIntervention,
    DefineTrigger,
    RetireTrigger,
    ReviseTrigger,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (MEASUREMENT,)

__all__ = [
    "DECIDERS",
    "AcknowledgeIntervention",
    "CompleteIntervention",
    "DefineTrigger",
    "RetireTrigger",
    "ReviseTrigger",
]
