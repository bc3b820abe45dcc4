"""What `fairway dossier verify` does: compute a decision anew from its file, and name whatever does not hold."""

from pathlib import Path

from cli.failures import Failure
from cli.gate_checking import text_of
from services.gates.contracts.proofs import problems, read_dossier, trusted
from shared.kernel.refusal import Refused


class DoesNotHold(Failure):
    """The dossier is not what it says it is."""


def verify(file: Path, keys: Path) -> str:
    try:
        dossier = read_dossier(text_of(file), trusted(text_of(keys)))
    except Refused as refused:
        raise DoesNotHold(f"{refused.code}: {refused}") from refused
    if found := problems(dossier):
        raise DoesNotHold("\n".join(f"{each.part}: {each.says}" for each in found))
    about = f"decision {dossier.decision_id} at the gate of {dossier.stage}, engagement {dossier.engagement_id}"
    return f"{about}: {len(dossier.events)} events, and all that was recorded follows from them."
