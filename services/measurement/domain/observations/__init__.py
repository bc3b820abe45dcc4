"""What was measured for one series on one day: recorded in pieces, corrected, never overwritten."""

from services.measurement.domain.observations.commands import (
    CorrectObservation,
    ObservationCommand,
    RecordObservations,
)
from services.measurement.domain.observations.rules import OBSERVATIONS

__all__ = ["OBSERVATIONS", "CorrectObservation", "ObservationCommand", "RecordObservations"]
