"""What `fairway package verify` does: open a governance package, and say what it holds."""

from pathlib import Path

from cli.failures import Failure
from cli.gate_checking import text_of
from services.gates.contracts.packages import read_package
from services.gates.contracts.proofs import trusted
from shared.kernel.refusal import Refused


class DoesNotHold(Failure):
    """The package is not what it says it is."""


def verify(file: Path, keys: Path, digest: str | None = None) -> str:
    try:
        found = read_package(text_of(file), trusted(text_of(keys)), digest)
    except Refused as refused:
        raise DoesNotHold(f"{refused.code}: {refused}") from refused
    manifest = found.manifest
    lines = (f"  {each.code}: {each.state}" for each in manifest.criteria)
    about = f"Package {manifest.number} of engagement {manifest.engagement_id}, assembled on {manifest.day}"
    return "\n".join((f"{about} at position {manifest.position}, SHA-256 {found.digest}:", *lines))
