"""What was done where a series left its plan: every intervention, and whether it helped."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.measurement.domain.windows import day_of, window
from services.measurement.projections.interventions import InterventionEntry
from services.measurement.projections.triggers import TriggerEntry
from services.measurement.reports.measures import Measuring
from shared.events.series import Cadence
from shared.events.triggers import TriggerSeverity
from shared.kernel.record import record


class Standing(StrEnum):
    OPEN = "open"
    UNDER_WAY = "under_way"  # its owner has taken it up
    COMPLETED = "completed"  # and not measured yet
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"


@record
class Acted:
    """What started it goes by the trigger's name; `late` is told by the day of the report."""

    intervention_id: UUID
    trigger: str
    series: tuple[UUID, ...]
    playbook: str
    severity: TriggerSeverity
    cadence: Cadence
    window: int
    owner: UUID
    due_on: date
    late: bool
    standing: Standing
    outcome: str | None

    @property
    def open(self) -> bool:
        return self.standing in (Standing.OPEN, Standing.UNDER_WAY)


def acted(
    interventions: Sequence[InterventionEntry], triggers: Sequence[TriggerEntry], measuring: Measuring
) -> tuple[Acted, ...]:
    """In the order in which they were started, of windows that had closed by the day of the report."""
    named = {row.trigger_id: row for row in triggers}
    ordered = sorted(interventions, key=lambda row: (row.triggered_seq, str(row.intervention_id)))
    return tuple(told(row, named[row.trigger_id], measuring) for row in ordered if begun(row, measuring))


def begun(row: InterventionEntry, measuring: Measuring) -> bool:
    ended = window(measuring.went_live_on, row.cadence, row.fired_in).ends_on
    return day_of(measuring.went_live_on, ended) < measuring.day


def told(row: InterventionEntry, trigger: TriggerEntry, measuring: Measuring) -> Acted:
    standing = standing_of(row)
    return Acted(
        intervention_id=row.intervention_id,
        trigger=trigger.name,
        series=tuple(each.series_id for each in trigger.watches),
        playbook=trigger.playbook,
        severity=row.severity,
        cadence=row.cadence,
        window=row.fired_in,
        owner=row.owner,
        due_on=row.due_on,
        late=row.completed_on is None and day_of(measuring.went_live_on, row.due_on) < measuring.day,
        standing=standing,
        outcome=row.outcome,
    )


def standing_of(row: InterventionEntry) -> Standing:
    if row.effective is not None:
        return Standing.EFFECTIVE if row.effective else Standing.INEFFECTIVE
    if row.completed_on is not None:
        return Standing.COMPLETED
    return Standing.OPEN if row.acknowledged_at is None else Standing.UNDER_WAY
