"""What happens when something is asked of a business case: one function per command."""

from typing import assert_never

from services.measurement.domain.case.checked import checked
from services.measurement.domain.case.commands import (
    BusinessCaseAfterGoLive,
    BusinessCaseAlreadyRegistered,
    BusinessCaseNotFound,
    CaseCommand,
    CaseTerms,
    RegisterBusinessCase,
    ReviseBusinessCase,
)
from services.measurement.domain.case.state import Board, Known, evolve
from services.measurement.domain.not_found import EngagementNotFound
from shared.events.business_case import BusinessCaseEvent, BusinessCaseRegistered, BusinessCaseRevised
from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.people import Role
from shared.events.series import SeriesDefined
from shared.events.tenants import TenantConfigured
from shared.kernel.decider import Asked, Decider, Reach, Scope, engagement_scope
from shared.kernel.text import prose

CASE_MAKERS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD, Role.BUSINESS_OWNER, Role.SPONSOR})


def register(command: RegisterBusinessCase, terms: CaseTerms, board: Board) -> list[BusinessCaseEvent]:
    """The same again is the same, also when the system is live."""
    if board.case is not None:
        if board.case.first != terms:
            raise BusinessCaseAlreadyRegistered
        return []
    if board.live_on is not None:
        raise BusinessCaseAfterGoLive(live_on=board.live_on)
    return [
        BusinessCaseRegistered(
            engagement_id=command.engagement_id,
            owner=terms.owner,
            lines=terms.lines,
            run_cost_per_month=terms.run_cost_per_month,
            assumptions=terms.assumptions,
        )
    ]


def revise(command: ReviseBusinessCase, terms: CaseTerms, board: Board) -> list[BusinessCaseEvent]:
    """What is revised once the system is live is no yardstick."""
    reason = prose("reason", command.reason)
    if board.case is None:
        raise BusinessCaseNotFound
    if board.case.reads == terms:
        return []
    return [
        BusinessCaseRevised(
            engagement_id=command.engagement_id,
            revision=board.case.revision + 1,
            owner=terms.owner,
            lines=terms.lines,
            run_cost_per_month=terms.run_cost_per_month,
            assumptions=terms.assumptions,
            reason=reason,
            live=board.live_on is not None,
        )
    ]


def decide(command: CaseCommand, board: Board, _: Asked) -> list[BusinessCaseEvent]:
    if not board.started:
        raise EngagementNotFound(where=("input", "engagementId"))
    terms = checked(command.terms, board)
    match command:
        case RegisterBusinessCase():
            return register(command, terms, board)
        case ReviseBusinessCase():
            return revise(command, terms, board)
        case _:
            assert_never(command)


def looks_at(command: CaseCommand) -> tuple[Scope, ...]:
    money = Scope(reach=Reach.TENANT, types=(TenantConfigured.__name__,))
    return (engagement_scope(command.engagement_id, EngagementStarted, WentLive, SeriesDefined), money)


BUSINESS_CASE: Decider[Board, CaseCommand, Known] = Decider(
    initial=Board(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"case-{command.engagement_id}",
    permits={RegisterBusinessCase: CASE_MAKERS, ReviseBusinessCase: CASE_MAKERS},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    names=lambda command: (command.terms.owner,),
)
