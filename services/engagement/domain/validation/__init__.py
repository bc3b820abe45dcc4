"""What the model reached on which data, and what production loses against the pilot: accepted, or with a gap."""

from services.engagement.domain.validation.commands import (
    AcceptPerformanceDelta,
    AddressPerformanceDelta,
    DefinitionsDiffer,
    DeltaNotMeasured,
    GapCannotAddress,
    MeasurePerformanceDelta,
    PilotResultNotFound,
    RecordValidation,
    RunNotRepresentative,
    SelfAcceptedDelta,
    ValidationCommand,
    ValidationNotFound,
)
from services.engagement.domain.validation.rules import VALIDATION

__all__ = [
    "VALIDATION",
    "AcceptPerformanceDelta",
    "AddressPerformanceDelta",
    "DefinitionsDiffer",
    "DeltaNotMeasured",
    "GapCannotAddress",
    "MeasurePerformanceDelta",
    "PilotResultNotFound",
    "RecordValidation",
    "RunNotRepresentative",
    "SelfAcceptedDelta",
    "ValidationCommand",
    "ValidationNotFound",
]
