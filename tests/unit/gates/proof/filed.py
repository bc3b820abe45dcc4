"""A decision of the house framework with its dossier, as the log would hold it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from services.gates.proof.dossier import Dossier, KeptEvent, KeptFramework, entry_of, kept_event, kept_frameworks
from services.gates.proof.dsse import known
from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.codec import encode
from shared.eventstore.log import Entry
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import NOW
from tests.history import recorded
from tests.unit.gates.domain.gate.house import DECISION, HOUSE, REF, STAGE, passed

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = known(KEY.public_key())


def entries(facts: Sequence[Any]) -> tuple[Entry, ...]:
    """As numbers 1 and up of a log, chained."""
    found: list[Entry] = []
    for each in recorded(facts):
        new = encode(each.event, each.event_id)
        entry = Entry(
            tenant=each.tenant,
            seq=each.seq,
            event_id=each.event_id,
            stream=each.stream,
            version=each.version,
            engagement_id=each.engagement_id,
            type=new.type,
            schema_version=new.schema_version,
            occurred_at=each.occurred_at,
            recorded_at=each.recorded_at,
            actor=each.actor,
            on_behalf_of=None,
            command_id=each.command_id,
            correlation_id=each.command_id,
            causation_id=None,
            traceparent=None,
            data=new.data,
            chain=b"",
        )
        before = found[-1].chain if found else GENESIS
        found.append(entry._replace(chain=link(before, entry.seq, entry.recorded_at, leaf(entry))))
    return tuple(found)


def dossier(facts: Sequence[Any] = ()) -> Dossier:
    kept = entries(facts or passed())
    return Dossier(
        tenant=kept[0].tenant,
        engagement_id=ENGAGEMENT,
        stage=STAGE,
        decision_id=DECISION,
        made_at=NOW,
        frameworks=kept_frameworks((REF,), (HOUSE,)),
        events=tuple(map(kept_event, kept)),
    )


def with_event(whole: Dossier, number: int, **changed: Any) -> Dossier:  # noqa: ANN401 - any field
    """With one event changed; its hash stays as it was."""
    events = list(whole.events)
    events[number] = replace(events[number], **changed)
    return replace(whole, events=tuple(events))


def hashed_again(kept: KeptEvent) -> KeptEvent:
    return kept_event(entry_of(kept))


def with_document(whole: Dossier, document: str) -> Dossier:
    return replace(whole, frameworks=(KeptFramework(ref=whole.frameworks[0].ref, document=document),))
