"""Who may send measurements over Kafka: a sender signs each record with its own key, and stands for one person.

Whoever writes to a topic is not known to whoever reads it, and a token would lie there for days after it ended. A
signature proves the sender and tells nothing; a record that somebody copies is a duplicate.
"""

import hmac
from collections.abc import Mapping
from dataclasses import field
from uuid import UUID

from gateway.measurement.refusals import RecordNotRead, SenderUnknown, SignatureWrong
from shared.kernel.record import record
from shared.transport.inbox import Carried

SENDER, SIGNATURE, CONTENT_TYPE = "fairway-sender", "fairway-signature", "content-type"
ATTRIBUTE = "ce_"


@record
class Sender:
    """Whatever is signed with the key is sent by this person of this tenant."""

    tenant: UUID
    person: UUID
    key: bytes = field(repr=False)


def headers_of(carried: Carried) -> Mapping[str, str]:
    """Those that say something of the event or its sender. Raises RecordNotRead."""
    said = [each for each in carried.headers if each[0] in {SENDER, SIGNATURE} or counts(each[0])]
    try:
        found = {name: content.decode() for name, content in said}
    except UnicodeDecodeError:
        raise RecordNotRead from None
    if len(found) != len(said) or any("\n" in text for pair in found.items() for text in pair):
        raise RecordNotRead
    return found


def counts(name: str) -> bool:
    return name == CONTENT_TYPE or name.startswith(ATTRIBUTE)


def proven(senders: Mapping[str, Sender], headers: Mapping[str, str], value: bytes) -> Sender:
    """Nothing else of a record is looked at before. Raises Refused."""
    sender = senders.get(headers.get(SENDER, ""))
    if sender is None:
        raise SenderUnknown
    wanted = signature(sender.key, headers, value)
    if not hmac.compare_digest(headers.get(SIGNATURE, "").encode(), wanted.encode()):
        raise SignatureWrong
    return sender


def signature(key: bytes, headers: Mapping[str, str], value: bytes) -> str:
    """HMAC-SHA256, in hex: over the headers of the event by their names, a line each, an empty line and the value."""
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers) if counts(name))
    return hmac.digest(key, lines.encode() + b"\n" + value, "sha256").hex()
