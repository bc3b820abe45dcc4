"""What is noticed when a window has closed: that a trigger fires or clears, and whether interventions helped."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from services.measurement.domain.trigger import sight
from services.measurement.domain.trigger.commands import JudgeTrigger
from services.measurement.domain.trigger.judging import crossed
from services.measurement.domain.trigger.state import Board, Defined, Intervention
from services.measurement.domain.trigger_policy import LATEST_TRIGGERS
from services.measurement.domain.windows import LENGTH
from shared.events.pilots import Better
from shared.events.triggers import (
    InterventionEffective,
    InterventionIneffective,
    InterventionTriggered,
    TriggerCleared,
    TriggerEvent,
)
from shared.kernel.decider import Asked

FAR = 0x9E3779B97F4A7C15F39CC0605CEDC835  # so that ids that lie side by side do not meet


def judge(command: JudgeTrigger, board: Board, trigger: Defined, asked: Asked) -> list[TriggerEvent]:
    return [*edge(command, trigger, asked), *effects(command, board, trigger)]


def edge(command: JudgeTrigger, trigger: Defined, asked: Asked) -> Iterator[TriggerEvent]:
    if trigger.retired:
        return
    after = crossed(trigger.rules, trigger.edge, command.sights)
    if after.firing and not trigger.edge.firing:
        yield fired(command, trigger, asked)
    elif after != trigger.edge:
        yield TriggerCleared(trigger_id=command.trigger_id, cadence=trigger.first.cadence, window=command.window)


def fired(command: JudgeTrigger, trigger: Defined, asked: Asked) -> InterventionTriggered:
    seen, terms = command.sights[-1].seen, trigger.terms
    return InterventionTriggered(
        trigger_id=command.trigger_id,
        intervention_id=intervention_of(command.trigger_id, command.window),
        engagement_id=trigger.first.engagement_id,
        cadence=trigger.first.cadence,
        window=command.window,
        seen=seen,
        reasons=tuple(
            each.name for each in seen if each.value == "true" and each.name.partition(".")[2] in sight.ALARMS
        ),
        severity=terms.severity,
        owner=terms.owner,
        due_on=asked.day + timedelta(days=terms.due_in_days),
    )


def intervention_of(trigger_id: UUID, window: int) -> UUID:
    """A trigger fires at most once in a window."""
    return UUID(int=(trigger_id.int + window * FAR) % 2**128)


def effects(command: JudgeTrigger, board: Board, trigger: Defined) -> Iterator[TriggerEvent]:
    """Of each that is completed, once enough whole windows lie behind it, and something was measured in the last."""
    watched = trigger.terms.watches[0]
    now = sight.read(command.sights[-1].seen).get(f"{watched.name}.value")
    since = command.starts_on - LENGTH[trigger.first.cadence] * timedelta(days=LATEST_TRIGGERS.effect_windows - 1)
    better = board.series[watched.series_id].better
    for intervention_id, intervention in trigger.interventions.items():
        if isinstance(now, Decimal) and intervention.before is not None and ripe(intervention, since):
            helped = now > intervention.before if better is Better.HIGHER else now < intervention.before
            yield (InterventionEffective if helped else InterventionIneffective)(
                trigger_id=command.trigger_id,
                intervention_id=intervention_id,
                before=intervention.before,
                after=now,
                window=command.window,
            )


def ripe(intervention: Intervention, since: date) -> bool:
    done = intervention.completed
    return done is not None and not intervention.measured and done.completed_on < since
