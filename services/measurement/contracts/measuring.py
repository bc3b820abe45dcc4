"""Windows, triggers and interventions, as another process may speak of them."""

from typing import Any

from services.measurement.domain.backtest import BackTest, Caught, together
from services.measurement.domain.measuring import MEASUREMENT
from services.measurement.domain.trigger.commands import (
    AcknowledgeIntervention,
    CompleteIntervention,
    DefineTrigger,
    RetireTrigger,
    ReviseTrigger,
    Terms,
    TriggerTemplateNotFound,
)
from services.measurement.domain.trigger.judging import Rules
from services.measurement.domain.trigger.rules import TRIGGER
from services.measurement.domain.trigger.sight import mistakes
from services.measurement.domain.trigger_policy import LATEST_TRIGGERS, TriggerTemplate
from services.measurement.domain.windows import count
from services.measurement.projections.interventions import InterventionEntry
from services.measurement.projections.triggers import TriggerEntry
from services.measurement.queries.measurement_windows import WindowLine, WindowStatus, measurement_windows_of
from services.measurement.queries.trials import LabelledDip, Trial, TrialRun, trials_of
from services.measurement.queries.triggers import (
    intervention_counts_of,
    intervention_pages_of,
    interventions_by_id,
    trigger_counts_of,
    trigger_pages_of,
    triggers_by_id,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (MEASUREMENT, TRIGGER)

__all__ = [
    "DECIDERS",
    "LATEST_TRIGGERS",
    "AcknowledgeIntervention",
    "BackTest",
    "Caught",
    "CompleteIntervention",
    "DefineTrigger",
    "InterventionEntry",
    "LabelledDip",
    "RetireTrigger",
    "ReviseTrigger",
    "Rules",
    "Terms",
    "Trial",
    "TrialRun",
    "TriggerEntry",
    "TriggerTemplate",
    "TriggerTemplateNotFound",
    "WindowLine",
    "WindowStatus",
    "count",
    "intervention_counts_of",
    "intervention_pages_of",
    "interventions_by_id",
    "measurement_windows_of",
    "mistakes",
    "together",
    "trials_of",
    "trigger_counts_of",
    "trigger_pages_of",
    "triggers_by_id",
]
