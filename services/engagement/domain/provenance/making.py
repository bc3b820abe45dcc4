"""What was built, on which assumptions, and which decisions the vendor took: recorded, tested, judged."""

from typing import assert_never

from services.engagement.domain.on_record import once
from services.engagement.domain.provenance.commands import (
    AssumptionAlreadyBroken,
    AssumptionCommand,
    AssumptionNotFound,
    BreakAssumption,
    ComponentNotFound,
    ConfirmAssumption,
    DecisionCommand,
    DecisionOverturned,
    OnlyTheClient,
    OverturnVendorDecision,
    PilotNotRunByVendor,
    RatifyVendorDecision,
    RecordAssumption,
    RecordComponent,
    RecordVendorDecision,
    VendorDecisionNotFound,
)
from services.engagement.domain.provenance.state import Documented, Judged
from shared.events.ownership import Party
from shared.events.people import Role
from shared.events.provenance import (
    AssumptionBroken,
    AssumptionConfirmed,
    AssumptionRecorded,
    ComponentRecorded,
    ProvenanceEvent,
    VendorDecisionOverturned,
    VendorDecisionRatified,
    VendorDecisionRecorded,
)
from shared.kernel.decider import Asked
from shared.kernel.text import line, prose


def record_component(command: RecordComponent, provenance: Documented) -> list[ProvenanceEvent]:
    fact = ComponentRecorded(
        engagement_id=command.engagement_id,
        component_id=command.component_id,
        name=line("name", command.name),
        kind=command.kind,
        builder=line("builder", command.builder),
        held_by=command.held_by,
        detail=prose("detail", command.detail, required=False),
    )
    if fact.held_by is Party.VENDOR:
        from_vendor(provenance)
    return once(provenance.components.get(fact.component_id), fact)


def assume(command: AssumptionCommand, provenance: Documented) -> list[ProvenanceEvent]:
    match command:
        case RecordAssumption():
            return record_assumption(command, provenance)
        case ConfirmAssumption():
            return confirm(command, provenance)
        case BreakAssumption():
            return break_assumption(command, provenance)
        case _:
            assert_never(command)


def record_assumption(command: RecordAssumption, provenance: Documented) -> list[ProvenanceEvent]:
    fact = AssumptionRecorded(
        engagement_id=command.engagement_id,
        assumption_id=command.assumption_id,
        component_id=command.component_id,
        statement=line("statement", command.statement),
        detail=prose("detail", command.detail, required=False),
    )
    if fact.component_id is not None and fact.component_id not in provenance.components:
        raise ComponentNotFound(where=("input", "componentId"))
    return once(provenance.assumptions.get(fact.assumption_id), fact)


def confirm(command: ConfirmAssumption, provenance: Documented) -> list[ProvenanceEvent]:
    note = prose("note", command.note)
    known(command, provenance)
    match provenance.tested.get(command.assumption_id):
        case AssumptionBroken(title=title):
            raise AssumptionAlreadyBroken(title=title)
        case AssumptionConfirmed():
            return []
        case _:
            return [
                AssumptionConfirmed(engagement_id=command.engagement_id, assumption_id=command.assumption_id, note=note)
            ]


def break_assumption(command: BreakAssumption, provenance: Documented) -> list[ProvenanceEvent]:
    """What was confirmed may turn out to be broken, never the other way round: then there is a gap to close."""
    fact = AssumptionBroken(
        engagement_id=command.engagement_id,
        assumption_id=command.assumption_id,
        reason=prose("reason", command.reason),
        gap_id=command.gap_id,
        title=line("title", command.title),
    )
    known(command, provenance)
    before = provenance.tested.get(command.assumption_id)
    if before == fact:
        return []
    if isinstance(before, AssumptionBroken):
        raise AssumptionAlreadyBroken(title=before.title)
    return [fact]


def known(command: ConfirmAssumption | BreakAssumption, provenance: Documented) -> None:
    if command.assumption_id not in provenance.assumptions:
        raise AssumptionNotFound(where=("input", "assumptionId"))


def judge(command: DecisionCommand, provenance: Documented, asked: Asked) -> list[ProvenanceEvent]:
    match command:
        case RecordVendorDecision():
            return record_decision(command, provenance)
        case RatifyVendorDecision():
            return ratify(command, provenance, asked)
        case OverturnVendorDecision():
            return overturn(command, provenance, asked)
        case _:
            assert_never(command)


def record_decision(command: RecordVendorDecision, provenance: Documented) -> list[ProvenanceEvent]:
    from_vendor(provenance)
    fact = VendorDecisionRecorded(
        engagement_id=command.engagement_id,
        decision_id=command.decision_id,
        decision=line("decision", command.decision),
        detail=prose("detail", command.detail, required=False),
    )
    return once(provenance.decisions.get(fact.decision_id), fact)


def ratify(command: RatifyVendorDecision, provenance: Documented, asked: Asked) -> list[ProvenanceEvent]:
    fact = VendorDecisionRatified(
        engagement_id=command.engagement_id,
        decision_id=command.decision_id,
        ratifier=asked.by.person,
        note=prose("note", command.note, required=False),
    )
    match judged(command, provenance, asked):
        case VendorDecisionOverturned():
            raise DecisionOverturned
        case VendorDecisionRatified():
            return []
        case _:
            return [fact]


def overturn(command: OverturnVendorDecision, provenance: Documented, asked: Asked) -> list[ProvenanceEvent]:
    """Also one that was ratified before."""
    fact = VendorDecisionOverturned(
        engagement_id=command.engagement_id,
        decision_id=command.decision_id,
        overturner=asked.by.person,
        reason=prose("reason", command.reason),
    )
    return [] if isinstance(judged(command, provenance, asked), VendorDecisionOverturned) else [fact]


def judged(
    command: RatifyVendorDecision | OverturnVendorDecision, provenance: Documented, asked: Asked
) -> Judged | None:
    by_the_client(asked)
    if command.decision_id not in provenance.decisions:
        raise VendorDecisionNotFound(where=("input", "decisionId"))
    return provenance.judged.get(command.decision_id)


def from_vendor(provenance: Documented) -> None:
    if not provenance.vendor_run:
        raise PilotNotRunByVendor


def by_the_client(asked: Asked) -> None:
    """Nor does a vendor act for the client in a role that it was lent."""
    if asked.by.holds(Role.VENDOR):
        raise OnlyTheClient
