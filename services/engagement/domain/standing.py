"""Where things stand that pass to those who will run the system, and what of it blocks the way to production."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID


class AssumptionStatus(StrEnum):
    UNTESTED = "untested"
    CONFIRMED = "confirmed"
    BROKEN = "broken"


class DecisionStatus(StrEnum):
    UNRATIFIED = "unratified"
    RATIFIED = "ratified"
    OVERTURNED = "overturned"


class TransferStatus(StrEnum):
    PLANNED = "planned"
    DONE = "done"
    VERIFIED = "verified"


class ReviewStatus(StrEnum):
    DUE = "due"
    OVERDUE = "overdue"
    MISSED = "missed"
    HELD = "held"


class OwnershipBlocker(StrEnum):
    NO_SYSTEM_OWNER = "no_system_owner"
    SYSTEM_OWNER_VACATED = "system_owner_vacated"
    OBLIGATIONS_NOT_ACCEPTED = "obligations_not_accepted"
    NO_ESCALATION_PATH = "no_escalation_path"


class ProvenanceBlocker(StrEnum):
    NO_COMPONENTS_RECORDED = "no_components_recorded"
    BROKEN_ASSUMPTION_WITHOUT_GAP = "broken_assumption_without_gap"
    DECISION_NOT_RATIFIED = "decision_not_ratified"
    INFRASTRUCTURE_NOT_ACCEPTED = "infrastructure_not_accepted"
    NO_KNOWLEDGE_TRANSFER_PLANNED = "no_knowledge_transfer_planned"
    KNOWLEDGE_NOT_VERIFIED = "knowledge_not_verified"


def review_status(due: date, today: date, *, held: bool, missed: bool) -> ReviewStatus:
    """Overdue follows from the day alone; missed is what somebody noticed and put on record."""
    if held:
        return ReviewStatus.HELD
    if missed:
        return ReviewStatus.MISSED
    return ReviewStatus.OVERDUE if due < today else ReviewStatus.DUE


def in_force(owner: UUID | None, accepted_by: UUID | None) -> bool:
    """Obligations bind whoever accepted them, as long as they own the system."""
    return owner is not None and owner == accepted_by


def ownership_blockers(
    *, owner: UUID | None, vacated: bool, accepted_by: UUID | None, has_path: bool
) -> tuple[OwnershipBlocker, ...]:
    """What is missing before anybody answers for the system; a vacated owner counts from that instant on."""
    missing = {
        OwnershipBlocker.NO_SYSTEM_OWNER: owner is None and not vacated,
        OwnershipBlocker.SYSTEM_OWNER_VACATED: owner is None and vacated,
        OwnershipBlocker.OBLIGATIONS_NOT_ACCEPTED: not in_force(owner, accepted_by),
        OwnershipBlocker.NO_ESCALATION_PATH: not has_path,
    }
    return tuple(blocker for blocker, blocks in missing.items() if blocks)


def provenance_blockers(
    counts: Mapping[ProvenanceBlocker, int], *, vendor_run: bool, components: int, transfers: int
) -> Mapping[ProvenanceBlocker, int]:
    """What is not handed over yet, and how often; only a broken assumption counts where no vendor ran the pilot."""
    found = {
        **counts,
        ProvenanceBlocker.NO_COMPONENTS_RECORDED: int(components == 0),
        ProvenanceBlocker.NO_KNOWLEDGE_TRANSFER_PLANNED: int(transfers == 0),
    }
    return {
        blocker: found[blocker]
        for blocker in ProvenanceBlocker
        if found[blocker] and (vendor_run or blocker is ProvenanceBlocker.BROKEN_ASSUMPTION_WITHOUT_GAP)
    }
