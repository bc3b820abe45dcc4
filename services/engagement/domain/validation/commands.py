"""What can be recorded of a validation and of the loss against the pilot, and why it is refused."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class RecordValidation:
    """A run of the model on the dataset as it now is."""

    metric_id: UUID
    engagement_id: UUID
    run_id: UUID
    dataset_id: UUID
    release_id: UUID | None
    value: Decimal
    sample_size: int
    ran_on: date
    evidence: Evidence


@record
class MeasurePerformanceDelta:
    """The run beside the result that the pilot reached by this criterion."""

    metric_id: UUID
    engagement_id: UUID
    run_id: UUID
    criterion: str


@record
class AcceptPerformanceDelta:
    metric_id: UUID
    engagement_id: UUID
    reason: str


@record
class AddressPerformanceDelta:
    metric_id: UUID
    engagement_id: UUID
    gap_id: UUID


DeltaCommand: TypeAlias = MeasurePerformanceDelta | AcceptPerformanceDelta | AddressPerformanceDelta
ValidationCommand: TypeAlias = RecordValidation | DeltaCommand


class ValidationNotFound(Refused):
    """There is no such run by this measure."""


class RunNotRepresentative(Refused):
    """This run was on {kind} data, which says nothing of production."""


class RunSuperseded(Refused):
    """A later run on data that mirror production is on record: measure what that one reached."""


class PilotResultNotFound(Refused):
    """The pilot has no result by this criterion."""


class DefinitionsDiffer(Refused):
    """The pilot's result is in {unit} and better if {better}: that is not the definition of this measure."""


class DeltaNotMeasured(Refused):
    """What production loses against the pilot was not measured by this measure yet."""


class SelfAcceptedDelta(Refused):
    """Whoever measured a delta does not accept it."""


class GapCannotAddress(Refused):
    """A delta is addressed by a gap of the same engagement that is neither verified nor cancelled."""
