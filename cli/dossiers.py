"""What `fairway dossier verify` does: compute a decision anew from its file, and name whatever does not hold."""

from collections.abc import Iterable
from pathlib import Path

from cli.failures import Failure
from cli.gate_checking import text_of
from services.gates.contracts.proofs import (
    Problem,
    SignatureForged,
    problems,
    read_dossier,
    suspected,
    trusted,
)
from shared.kernel.refusal import Refused


class DoesNotHold(Failure):
    """The dossier is not what it says it is."""


def verify(file: Path, keys: Path) -> str:
    text = text_of(file)
    try:
        dossier = read_dossier(text, trusted(text_of(keys)))
    except SignatureForged as forged:
        raise DoesNotHold("\n".join((f"{forged.code}: {forged}", *changed(text)))) from forged
    except Refused as refused:
        raise DoesNotHold(f"{refused.code}: {refused}") from refused
    if found := problems(dossier):
        raise DoesNotHold("\n".join(lines(found)))
    about = f"decision {dossier.decision_id} at the gate of {dossier.stage}, engagement {dossier.engagement_id}"
    return f"{about}: {len(dossier.events)} events, and all that was recorded follows from them."


def changed(text: str) -> tuple[str, ...]:
    """Where a file was changed after it was signed, as far as that shows in what is left of it."""
    try:
        return lines(problems(suspected(text)))
    except Refused as refused:
        return (f"{refused.code}: {refused}",)


def lines(found: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(f"{each.part}: {each.says}" for each in found)
