"""The governance package as a signed file: the very document whose digest went on record."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from services.gates.domain.package.manifest import Manifest, document, lacking, manifest_of
from services.gates.proof.dsse import Keys, NotAnEnvelope, opened, sealed
from services.gates.proof.keys import Signer
from shared.events.packages import GovernancePackageAssembled
from shared.eventstore.codec import decode
from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.kernel.refusal import Refused

PAYLOAD_TYPE = "application/vnd.fairway.governance-package.v1+json"
ASSEMBLED = GovernancePackageAssembled.__name__


class NoSuchPackage(LookupError):
    """None of the events assembles it."""


class PackageAltered(Refused):
    """The package is not as it was put on record: {problem}."""


@record
class Read:
    """What a file holds, and the SHA-256 of its document."""

    manifest: Manifest
    digest: str


_MANIFEST: TypeAdapter[Manifest] = TypeAdapter(Manifest)


def package_in(entries: Iterable[Entry], package_id: UUID, signer: Signer) -> str:
    """The signed file. Raises NoSuchPackage."""
    for entry in entries:
        match decode(entry).event:
            case GovernancePackageAssembled() as event if event.package_id == package_id:
                return sealed(PAYLOAD_TYPE, document(manifest_of(event)), signer.key)
            case _:
                pass
    raise NoSuchPackage


def read_package(file: str, keys: Keys, digest: str | None = None) -> Read:
    """What the file holds, once a known key proves to have signed it; with a digest, that one. Raises Refused."""
    payload = opened(file, PAYLOAD_TYPE, keys)
    try:
        manifest = _MANIFEST.validate_json(payload, strict=True, extra="forbid")
    except ValidationError as error:
        raise NotAnEnvelope(problem=f"{error.error_count()} fields of its package are not as they should be") from None
    found = sha256(payload).hexdigest()
    if payload != document(manifest):
        raise PackageAltered(problem="its document is not canonical")
    if digest is not None and found != digest:
        raise PackageAltered(problem=f"its document has the SHA-256 {found}, and {digest} was recorded")
    if not manifest.criteria or lacking(manifest.criteria):
        raise PackageAltered(problem="what it holds is not complete")
    return Read(manifest=manifest, digest=found)
