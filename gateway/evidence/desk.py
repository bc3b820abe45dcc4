"""What the endpoints of evidence stand before."""

from collections.abc import AsyncIterator, Awaitable, Callable
from uuid import UUID

from gateway.admission import ReadableBy
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
class Wanted:
    """What a file is to back: a criterion, told as `framework/code`, as evidence of a kind."""

    engagement_id: UUID
    criterion: str
    kind: str


@record
class EvidenceDesk:
    """What the endpoints use, in the order in which they do.

    `values_of` reads what a machine's own file says, by the name of its format; `tells` says whether a file of a format
    ever says a value of this name. Both raise Refused. `piece` is what evidence of this id backs; None: there is none
    that may be read. `known_values` are the names of all values that evidence of a kind gives to the rules of a
    criterion's framework; None: nobody knows such a kind. `sentence` tells a refusal in the language that the header
    `Accept-Language` asks for.
    """

    authenticate: Callable[[str | None], Awaitable[Identity]]
    readable: ReadableBy
    send: Callable[[Request], Awaitable[Receipt]]
    artefacts: Artefacts
    values_of: Callable[[AsyncIterator[bytes], str], Awaitable[tuple[EvidenceValue, ...]]]
    tells: Callable[[str, str], bool]
    piece: Callable[[UUID, Readable, UUID], Awaitable[Wanted | None]]
    known_values: Callable[[UUID, Readable, Wanted], Awaitable[frozenset[str] | None]]
    sentence: Callable[[Refused, str], str]
    tokens: Tokens
    links: Links
    new_id: Callable[[], UUID]
    patience: Patience = Patience()
    policy: EvidencePolicy = LATEST_EVIDENCE
