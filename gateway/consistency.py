"""Consistency tokens: what a client has seen, so that it never reads anything older."""

from uuid import UUID

from gateway.masking import Expected
from shared.kernel.record import record
from shared.projecting.as_of import AtSeq, Branch, Given, Source
from shared.projecting.positions import Reached
from shared.web.backend import Backend
from shared.web.signed import Tampered, open_, seal

HEADER = "fairway-consistency"
PURPOSE = "consistency"


class BadConsistencyToken(Expected):
    """This consistency token was not given out to you."""


class ViewsBehind(Expected):
    """The views have not come that far yet: ask again."""

    status = 503


@record
class Freshness:
    """How far a service's views had come when a request that named a token began to read them."""

    position: int
    lag: int
    status: Reached


def past(source: Source) -> int | None:
    """The event after which the rows are asked for; None: as they are now."""
    match source:
        case AtSeq():
            return source.seq
        case Given():
            return past(source.otherwise)
        case Branch():
            return source.since.seq
        case _:
            return None


async def awaited(service: Backend, tenant: UUID, seq: int, seconds: float) -> Freshness:
    status = await service.reached(tenant, seq, seconds)
    found = await service.position(tenant)
    return Freshness(position=found.seq, lag=found.lag_events, status=status)


@record
class Tokens:
    """Seals and opens the tokens. `wait` is how many seconds a reader waits at most for a view to catch up."""

    key: bytes
    wait: float

    def token(self, tenant: UUID, seq: int) -> str:
        return seal(self.key, PURPOSE, (str(tenant), seq))

    def seq(self, tenant: UUID, token: str) -> int:
        try:
            owner, seq = open_(self.key, PURPOSE, token)
        except (Tampered, ValueError):
            raise BadConsistencyToken from None
        if owner != str(tenant) or not isinstance(seq, int):
            raise BadConsistencyToken
        return seq
