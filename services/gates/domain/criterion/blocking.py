"""Somebody outside holds a criterion up, until they do so no more."""

from typing import assert_never

from services.gates.domain.bounds import within
from services.gates.domain.criterion.commands import BlockCriterion, Blocking, UnblockCriterion
from services.gates.domain.criterion.said import Said
from services.gates.domain.exemption_policy import LATEST_EXEMPTIONS
from shared.events.criteria import CriterionBlocked, CriterionEvent, CriterionUnblocked
from shared.kernel.decider import Asked
from shared.kernel.text import line, prose


def blocking(command: Blocking, said: Said, asked: Asked) -> list[CriterionEvent]:
    match command:
        case BlockCriterion():
            return block(command, said, asked)
        case UnblockCriterion():
            return unblock(command, said)
        case _:
            assert_never(command)


def block(command: BlockCriterion, said: Said, asked: Asked) -> list[CriterionEvent]:
    if command.until is not None:
        within("until", command.until, asked.day, asked.day + LATEST_EXEMPTIONS.longest_block)
    wanted = CriterionBlocked(
        engagement_id=command.engagement_id,
        criterion=command.criterion,
        party=line("party", command.party),
        reason=prose("reason", command.reason),
        until=command.until,
    )
    before = said.block
    if before and (before.party, before.reason, before.until) == (wanted.party, wanted.reason, wanted.until):
        return []
    return [wanted]


def unblock(command: UnblockCriterion, said: Said) -> list[CriterionEvent]:
    reason = prose("reason", command.reason)
    if said.block is None:
        return []
    return [CriterionUnblocked(engagement_id=command.engagement_id, criterion=command.criterion, reason=reason)]
