"""What a vendor who ran the pilot still holds, knows and has decided; where none did, nothing of that is owed."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Area, Fact, Facts, On, Positions
from services.gates.domain.facts.telling import at, count, counted, every, fact, one, only, truth, yes
from shared.events.ownership import Party
from shared.events.pilots import PilotRegistered, RunBy
from shared.events.provenance import (
    ComponentRecorded,
    InfrastructureAccepted,
    InfrastructureTransferred,
    KnowledgeTransferDone,
    KnowledgeTransferPlanned,
    KnowledgeTransferVerified,
    VendorDecisionOverturned,
    VendorDecisionRatified,
    VendorDecisionRecorded,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

OfAComponent: TypeAlias = ComponentRecorded | InfrastructureTransferred | InfrastructureAccepted
OfADecision: TypeAlias = VendorDecisionRecorded | VendorDecisionRatified | VendorDecisionOverturned
OfATransfer: TypeAlias = KnowledgeTransferPlanned | KnowledgeTransferDone | KnowledgeTransferVerified
Handled: TypeAlias = PilotRegistered | OfAComponent | OfADecision | OfATransfer

RUN = "run"
SETTLED = (
    VendorDecisionRatified,
    VendorDecisionOverturned,
    InfrastructureAccepted,
    KnowledgeTransferVerified,
)


@record
class Run:
    by: RunBy
    at: int


@record
class Component:
    """Held by the vendor until the client accepts it; `said_at` is where its hand-over was spoken of last."""

    held_by: Party
    recorded_at: int
    said_at: int | None = None
    settled: bool = False


@record
class Decision:
    """Open until the client ratifies or overturns it."""

    recorded_at: int
    said_at: int | None = None
    settled: bool = False


@record
class Transfer:
    """Of knowledge, until the receiver was seen to do the task alone."""

    recorded_at: int
    said_at: int | None = None
    settled: bool = False


Passing: TypeAlias = Component | Decision | Transfer
Item: TypeAlias = Run | Passing


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    match event:
        case PilotRegistered():
            return (RUN,)
        case ComponentRecorded() | InfrastructureTransferred() | InfrastructureAccepted():
            return (f"component-{event.component_id.hex}",)
        case VendorDecisionRecorded() | VendorDecisionRatified() | VendorDecisionOverturned():
            return (f"decision-{event.decision_id.hex}",)
        case KnowledgeTransferPlanned() | KnowledgeTransferDone() | KnowledgeTransferVerified():
            return (f"transfer-{event.transfer_id.hex}",)
        case _:
            assert_never(event)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case PilotRegistered():
            return Run(by=event.run_by, at=seq)
        case ComponentRecorded():
            return Component(held_by=event.held_by, recorded_at=seq)
        case VendorDecisionRecorded():
            return Decision(recorded_at=seq)
        case KnowledgeTransferPlanned():
            return Transfer(recorded_at=seq)
        case _ if isinstance(item, Component | Decision | Transfer):
            return replaced(item, said_at=seq, settled=isinstance(event, SETTLED))
        case _:
            return None


def tell(items: Mapping[str, Item], _: On) -> Facts:
    run = one(Run, items, RUN)
    if run is None:
        return {}
    ran = run.by is RunBy.VENDOR
    return {"vendor.runs": fact(ran, run.at), **(owed(items, run.at) if ran else nothing_owed(run.at))}


def nothing_owed(run_at: int) -> Facts:
    none, done = fact(0, run_at), yes(run_at)
    return {
        "vendor.components": none,
        "vendor.decisions_open": none,
        "vendor.transferred": done,
        "vendor.knowledge_verified": done,
    }


def owed(items: Mapping[str, Item], run_at: int) -> Facts:
    components, decisions, transfers = only(Component, items), only(Decision, items), only(Transfer, items)
    held = tuple(each for each in components if each.held_by is Party.VENDOR)
    nobody = at(run_at)

    def of(each: Passing) -> Positions:
        return at(run_at, each.recorded_at, each.said_at)

    def all_settled(several: tuple[Passing, ...], otherwise: list[Positions]) -> Fact:
        done = [of(each) for each in several if each.settled]
        return every(done or [nobody], [*(of(each) for each in several if not each.settled), *otherwise])

    return {
        "vendor.components": count((at(run_at, each.recorded_at) for each in components), [nobody]),
        "vendor.decisions_open": count(
            (of(each) for each in decisions if not each.settled), [nobody, *(of(each) for each in decisions)]
        ),
        "vendor.transferred": all_settled(held, []),
        "vendor.knowledge_verified": all_settled(transfers, [] if transfers else [nobody]),
    }


VENDOR: Area[Item] = Area(
    name="vendor",
    items=(Run, Component, Decision, Transfer),
    handles=(
        PilotRegistered,
        ComponentRecorded,
        InfrastructureTransferred,
        InfrastructureAccepted,
        VendorDecisionRecorded,
        VendorDecisionRatified,
        VendorDecisionOverturned,
        KnowledgeTransferPlanned,
        KnowledgeTransferDone,
        KnowledgeTransferVerified,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("vendor.runs", "A vendor ran the pilot", "Un fournisseur a mené le pilote"),
        counted("vendor.components", "Parts of what the vendor's pilot was made of", "Composants du pilote mené"),
        counted(
            "vendor.decisions_open",
            "Decisions of the vendor that the client neither ratified nor overturned",
            "Décisions du fournisseur que le client n'a ni ratifiées ni annulées",
        ),
        truth(
            "vendor.transferred",
            "The vendor holds nothing any more that the client did not accept",
            "Le fournisseur ne détient plus rien que le client n'ait accepté",
        ),
        truth(
            "vendor.knowledge_verified",
            "What the vendor knows was passed on, and every receiver did the task alone",
            "Le savoir du fournisseur est transmis, et chaque destinataire a accompli seul la tâche",
        ),
    ),
)
