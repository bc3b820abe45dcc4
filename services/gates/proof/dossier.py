"""The dossier of a decision: the events that it stands on, the frameworks in full, and who signed, in one file."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import TypeAdapter, ValidationError

from services.gates.domain.framework.canonical import document
from services.gates.domain.framework.model import Framework
from services.gates.proof.dsse import Keys, NotAnEnvelope, opened, sealed, unproven
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef
from shared.eventstore.chain import leaf
from shared.eventstore.log import Entry
from shared.kernel.record import record

PAYLOAD_TYPE = "application/vnd.fairway.dossier.v1+json"
LARGEST = 100_000_000
"""Characters of the file."""


@record
class KeptEvent:
    """An event as the log holds it. `leaf` is its hash and `chain` its link there (SHA-256, hex); `data` is JSON."""

    tenant: UUID
    seq: int
    event_id: UUID
    stream: str
    version: int
    engagement_id: UUID | None
    type: str
    schema_version: int
    occurred_at: datetime
    recorded_at: datetime
    actor: UUID
    on_behalf_of: UUID | None
    command_id: UUID
    correlation_id: UUID
    causation_id: UUID | None
    traceparent: str | None
    data: str
    leaf: str
    chain: str


@record
class KeptFramework:
    """`document` is the framework's canonical JSON."""

    ref: FrameworkRef
    document: str


@record
class Dossier:
    """About one decision at the gate of a stage; the events are in the order of the log."""

    tenant: UUID
    engagement_id: UUID
    stage: Stage
    decision_id: UUID
    made_at: datetime
    frameworks: tuple[KeptFramework, ...]
    events: tuple[KeptEvent, ...]


_DOSSIER: TypeAdapter[Dossier] = TypeAdapter(Dossier)


def kept_event(entry: Entry) -> KeptEvent:
    fields = entry._asdict() | {"data": entry.data.decode(), "chain": entry.chain.hex()}
    return KeptEvent(**fields, leaf=leaf(entry).hex())


def entry_of(kept: KeptEvent) -> Entry:
    """As the log had it."""
    fields = {name: getattr(kept, name) for name in Entry._fields}
    return Entry(**fields | {"data": kept.data.encode(), "chain": bytes.fromhex(kept.chain)})


def kept_frameworks(refs: Iterable[FrameworkRef], frameworks: Sequence[Framework]) -> tuple[KeptFramework, ...]:
    return tuple(
        KeptFramework(ref=ref, document=document(framework)) for ref, framework in zip(refs, frameworks, strict=True)
    )


def written(dossier: Dossier, key: Ed25519PrivateKey) -> str:
    """The signed file."""
    return sealed(PAYLOAD_TYPE, rfc8785.dumps(_DOSSIER.dump_python(dossier, mode="json")), key)


def read(file: str, keys: Keys) -> Dossier:
    """What the file holds, once a known key proves to have signed it. Raises Refused."""
    return _parsed(opened(file, PAYLOAD_TYPE, keys, LARGEST))


def suspected(file: str) -> Dossier:
    """What a file says that nobody known has signed as it is: to name what was changed. Raises Refused."""
    return _parsed(unproven(file))


def _parsed(payload: bytes) -> Dossier:
    try:
        return _DOSSIER.validate_json(payload, strict=True, extra="forbid")
    except ValidationError as error:
        raise NotAnEnvelope(problem=f"{error.error_count()} fields of its dossier are not as they should be") from None
