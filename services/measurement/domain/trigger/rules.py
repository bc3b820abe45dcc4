"""What happens when something is asked of a trigger: one function per command."""

from typing import assert_never
from uuid import UUID

from services.measurement.domain.not_found import EngagementNotFound
from services.measurement.domain.trigger import checked
from services.measurement.domain.trigger.commands import (
    AcknowledgeIntervention,
    CompleteIntervention,
    DefineTrigger,
    JudgeTrigger,
    OnTrigger,
    RetireTrigger,
    ReviseTrigger,
    TriggerAfterGoLive,
    TriggerAlreadyDefined,
    TriggerCommand,
    TriggerHasRetired,
    TriggerNotFound,
)
from services.measurement.domain.trigger.intervening import acknowledge, complete
from services.measurement.domain.trigger.noticing import judge
from services.measurement.domain.trigger.state import Board, Defined, Known, evolve
from services.measurement.domain.trigger_policy import LATEST_TRIGGERS
from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.people import Role
from shared.events.series import SeriesDefined, SeriesRetired
from shared.events.triggers import TriggerDefined, TriggerEvent, TriggerRetired, TriggerRevised
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.text import prose

DEFINERS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD, Role.BUSINESS_OWNER, Role.CHANGE_LEAD})
ANYBODY = frozenset(Role) - {Role.AUDITOR, Role.ADMINISTRATOR}
BESIDE = (EngagementStarted, WentLive, SeriesDefined, SeriesRetired)
ITS_RULES = ("watches", "expression", "clears", "consecutive")


def define(command: DefineTrigger, board: Board) -> list[TriggerEvent]:
    if not board.started:
        raise EngagementNotFound
    if board.trigger is None and board.live_on is not None:
        raise TriggerAfterGoLive(live_on=board.live_on)
    checked.template(command.template)
    wanted = defined(command, board)
    if board.trigger is None:
        return [wanted]
    if board.trigger.first != wanted:
        raise TriggerAlreadyDefined
    return []


def defined(command: DefineTrigger, board: Board) -> TriggerDefined:
    before = board.trigger.first.watches if board.trigger else ()
    terms = checked.checked(command.terms, command.cadence, board.series, before)
    return TriggerDefined(
        trigger_id=command.trigger_id,
        engagement_id=command.engagement_id,
        name=terms.name,
        watches=terms.watches,
        expression=terms.expression,
        clears=terms.clears,
        consecutive=terms.consecutive,
        cadence=command.cadence,
        severity=terms.severity,
        playbook=terms.playbook,
        owner=terms.owner,
        due_in_days=terms.due_in_days,
        template=command.template,
        policy=LATEST_TRIGGERS.version,
    )


def revise(command: ReviseTrigger, board: Board, trigger: Defined) -> list[TriggerEvent]:
    """Once the system is live, people and playbooks change; what was to be looked out for does not."""
    if trigger.retired:
        raise TriggerHasRetired
    terms = checked.checked(command.terms, trigger.first.cadence, board.series, trigger.terms.watches)
    reason = prose("reason", command.reason)
    if terms == trigger.terms:
        return []
    if board.live_on is not None and any(getattr(terms, name) != getattr(trigger.terms, name) for name in ITS_RULES):
        raise TriggerAfterGoLive(live_on=board.live_on)
    return [
        TriggerRevised(
            trigger_id=command.trigger_id,
            name=terms.name,
            watches=terms.watches,
            expression=terms.expression,
            clears=terms.clears,
            consecutive=terms.consecutive,
            severity=terms.severity,
            playbook=terms.playbook,
            owner=terms.owner,
            due_in_days=terms.due_in_days,
            policy=LATEST_TRIGGERS.version,
            reason=reason,
        )
    ]


def retire(command: RetireTrigger, trigger: Defined) -> list[TriggerEvent]:
    reason = prose("reason", command.reason)
    return [] if trigger.retired else [TriggerRetired(trigger_id=command.trigger_id, reason=reason)]


def decide(command: TriggerCommand, board: Board, asked: Asked) -> list[TriggerEvent]:
    if isinstance(command, DefineTrigger):
        return define(command, board)
    if board.trigger is None:
        raise TriggerNotFound
    return with_defined(command, board, board.trigger, asked)


def with_defined(command: OnTrigger, board: Board, trigger: Defined, asked: Asked) -> list[TriggerEvent]:
    match command:
        case ReviseTrigger():
            return revise(command, board, trigger)
        case RetireTrigger():
            return retire(command, trigger)
        case JudgeTrigger():
            return judge(command, board, trigger, asked)
        case AcknowledgeIntervention():
            return acknowledge(command, trigger, asked)
        case CompleteIntervention():
            return complete(command, trigger, asked)
        case _:
            assert_never(command)


def looks_at(command: TriggerCommand) -> tuple[Scope, ...]:
    return (engagement_scope(command.engagement_id, *BESIDE),) if isinstance(command, DefineTrigger) else ()


def names(command: TriggerCommand) -> tuple[UUID, ...]:
    return (command.terms.owner,) if isinstance(command, DefineTrigger | ReviseTrigger) else ()


TRIGGER: Decider[Board, TriggerCommand, Known] = Decider(
    initial=Board(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"trigger-{command.trigger_id}",
    permits={
        DefineTrigger: DEFINERS,
        ReviseTrigger: DEFINERS,
        RetireTrigger: DEFINERS,
        JudgeTrigger: frozenset(),
        AcknowledgeIntervention: ANYBODY,
        CompleteIntervention: ANYBODY,
    },
    looks_at=looks_at,
    looks_around={ReviseTrigger: BESIDE, JudgeTrigger: (SeriesDefined,)},
    engagement=lambda command: command.engagement_id if isinstance(command, DefineTrigger) else None,
    names=names,
    at_once=frozenset({JudgeTrigger}),
)
