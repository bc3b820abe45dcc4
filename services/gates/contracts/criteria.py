"""Criteria, as another process may speak of them: what people say, what an engagement is held to, and what stands."""

from typing import Any

from services.gates.domain.criterion.commands import (
    ApproveNotApplicable,
    AttestCriterion,
    BlockCriterion,
    EndNotApplicable,
    ExtendWaiver,
    GrantWaiver,
    RejectNotApplicable,
    RejectWaiver,
    RequestNotApplicable,
    RequestWaiver,
    RevokeAttestation,
    RevokeWaiver,
    UnblockCriterion,
    WithdrawAttestation,
)
from services.gates.domain.criterion.rules import CRITERION
from services.gates.domain.criterion.said import Attestation, Block, Exemption, Request
from services.gates.projections.criteria_sets import CriteriaSetEntry
from services.gates.projections.criterion_statements import SaidEntry, StatementKind, StatementsEntry
from services.gates.queries.criteria_sets import (
    BEYOND_ASSESSMENT,
    criteria_sets_of,
    engagements_without_criteria,
    engagements_without_criteria_counts,
)
from services.gates.queries.criterion_statements import OfEngagement, statements_of
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (CRITERION,)

__all__ = [
    "BEYOND_ASSESSMENT",
    "DECIDERS",
    "ApproveNotApplicable",
    "AttestCriterion",
    "Attestation",
    "Block",
    "BlockCriterion",
    "CriteriaSetEntry",
    "EndNotApplicable",
    "Exemption",
    "ExtendWaiver",
    "GrantWaiver",
    "OfEngagement",
    "RejectNotApplicable",
    "RejectWaiver",
    "Request",
    "RequestNotApplicable",
    "RequestWaiver",
    "RevokeAttestation",
    "RevokeWaiver",
    "SaidEntry",
    "StatementKind",
    "StatementsEntry",
    "UnblockCriterion",
    "WithdrawAttestation",
    "criteria_sets_of",
    "engagements_without_criteria",
    "engagements_without_criteria_counts",
    "statements_of",
]
