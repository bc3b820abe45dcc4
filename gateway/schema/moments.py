"""Moments of the log: what `asOf` means, and what time it is there."""

from datetime import datetime
from uuid import UUID

from gateway.consistency import ViewsBehind
from gateway.context import Backends, Info
from gateway.masking import Expected
from shared.projecting.as_of import AtSeq, Branch, Source
from shared.projecting.positions import Reached


class AsOfAmbiguous(Expected):
    """Say either `at` or `seq`."""


class AsOfNegative(Expected):
    """The positions of the log count from 0."""


class AsOfInTheFuture(Expected):
    """The log ends before that: there is nothing to see yet."""


class AsOfNested(Expected):
    """You are already looking at the past: `asOf` does not stand within `asOf`."""


async def moment_of(info: Info, source: Source) -> datetime:
    """The time it is: now, or the moment that is looked at, or when its position was recorded.

    All of an operation happens at the same moment.
    """
    return await info.context.once(("moment", source), lambda: _moment_of(info, source))


async def _moment_of(info: Info, source: Source) -> datetime:
    identity = await info.context.identity()
    ledger = info.context.backends.ledger
    if isinstance(source, Branch):
        return source.at
    if not isinstance(source, AtSeq):
        return await ledger.now()
    if source.at is not None:
        return source.at
    return await ledger.recorded_at(identity.tenant, source.seq) or await ledger.now()


async def source_at(info: Info, at: datetime | None, seq: int | None) -> AtSeq:
    """The rows as of a moment or a position, once the views have come that far."""
    position = await position_at(info.context.backends, (await info.context.identity()).tenant, at, seq)
    await views_reach(info, position)
    return AtSeq(seq=position, at=at)


async def position_at(backends: Backends, tenant: UUID, at: datetime | None, seq: int | None) -> int:
    """The last event that had happened by a moment, or the one that is named."""
    if (at is None) == (seq is None):
        raise AsOfAmbiguous
    if seq is not None and seq < 0:
        raise AsOfNegative
    if at is not None and at > await backends.ledger.now():
        raise AsOfInTheFuture
    position = seq if at is None else await backends.ledger.position_at(tenant, at)
    if position is None or position > (await backends.ledger.head(tenant)).seq:
        raise AsOfInTheFuture
    return position


async def source_at_end(info: Info) -> AtSeq:
    """The rows as of the end of the log, once the views have come that far."""
    tenant = (await info.context.identity()).tenant
    position = (await info.context.backends.ledger.head(tenant)).seq
    await views_reach(info, position)
    return AtSeq(seq=position)


async def views_reach(info: Info, position: int) -> None:
    """Those that nearly everything is read from; another service's views are waited for when it is asked."""
    if await info.context.reached(info.context.backends.engagement, position) is Reached.TIMED_OUT:
        raise ViewsBehind
