"""What the endpoints of evidence stand before."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

from gateway.consistency import Tokens
from gateway.evidence.links import Links
from services.gates.contracts.evidence import LATEST_EVIDENCE, EvidencePolicy
from shared.authority.grants import Readable
from shared.events.evidence import EvidenceValue
from shared.eventstore.handle import Receipt, Request
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.web.artefacts import Artefacts
from shared.web.identity import Identity


@record
class Patience:
    """How many seconds the next piece of a file may take, and all of it."""

    piece: float = 30
    whole: float = 900


@record
class EvidenceDesk:
    """`values_of` reads what a machine's own file says, by the name of its format; raises Refused.

    `sentence` tells a refusal in the language that the header `Accept-Language` asks for.
    """

    authenticate: Callable[[str | None], Awaitable[Identity]]
    readable: Callable[[UUID, UUID], Awaitable[Readable | None]]
    send: Callable[[Request], Awaitable[Receipt]]
    artefacts: Artefacts
    values_of: Callable[[AsyncIterator[bytes], str], Awaitable[tuple[EvidenceValue, ...]]]
    sentence: Callable[[Refused, str], str]
    tokens: Tokens
    links: Links
    new_id: Callable[[], UUID]
    patience: Patience = Patience()
    policy: EvidencePolicy = LATEST_EVIDENCE
