"""What can be asked of a measure of quality, and why it is refused."""

from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.pilots import Better
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class DefineQualityMetric:
    metric_id: UUID
    engagement_id: UUID
    name: str
    definition: str
    unit: str
    better: Better


@record
class SetQualityThreshold:
    """The first one, or one that asks for more than the one before."""

    metric_id: UUID
    value: Decimal
    why: str


@record
class RequestThresholdLowering:
    metric_id: UUID
    value: Decimal
    why: str


@record
class ApproveThresholdLowering:
    metric_id: UUID


@record
class RejectThresholdLowering:
    metric_id: UUID
    reason: str


ThresholdCommand: TypeAlias = (
    SetQualityThreshold | RequestThresholdLowering | ApproveThresholdLowering | RejectThresholdLowering
)
QualityMetricCommand: TypeAlias = DefineQualityMetric | ThresholdCommand


class QualityMetricNotFound(Refused):
    """There is no such measure of quality."""


class ThresholdLoweringNotApproved(Refused):
    """This asks for less than {present}: request that it be lowered, and somebody else approves it."""


class NothingLowered(Refused):
    """Only a value that asks for less than the present threshold takes an approval: set the threshold instead."""


class NoLoweringRequested(Refused):
    """Nobody asks that the threshold be lowered, or it was decided on already."""


class OwnThresholdLowering(Refused):
    """Nobody approves the lower threshold that they asked for themselves."""
