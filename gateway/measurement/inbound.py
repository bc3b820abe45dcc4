"""Measurements that come over Kafka: read, decided and recorded as those of a request, each for its own sender."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias
from uuid import UUID

from gateway.admission import ReadableBy
from gateway.masking import Forbidden
from gateway.measurement.carried import event_in
from gateway.measurement.delivery import Delivery
from gateway.measurement.events import Measurement, read_event
from gateway.measurement.measurements import delivered, seen
from gateway.measurement.recording import RowStatus
from gateway.measurement.refusals import RowOutcomeUnknown
from gateway.measurement.rows import Told
from gateway.measurement.senders import Sender, headers_of, proven
from shared.events.tenants import Locale
from shared.eventstore.handle import Receipt
from shared.eventstore.handle import Request as Command
from shared.kernel.record import record
from shared.kernel.refusal import Refused, TooMuchContention
from shared.transport.inbox import Carried, Rejected
from shared.web.identity import Identity

TRIES_ALONE = 3
"""So often a record is given by itself to services that all are there before it is called bad."""

FOR_EVER = datetime.max.replace(tzinfo=UTC)
FORBIDDEN = Rejected(code=Forbidden.code, message=str(Forbidden()))
AGAIN = frozenset({RowOutcomeUnknown.code, TooMuchContention.code})
"""Codes that tell nothing against the measurement."""

Verdicts: TypeAlias = dict[int, Rejected | None]


class StillAway(Exception):
    """What would record these measurements is away just now."""


@record
class Sent:
    sender: Sender
    measurement: Measurement | Refused


@record
class Inbound:
    """`away` tells whether a service is not there."""

    senders: Mapping[str, Sender]
    readable: ReadableBy
    send: Callable[[Command], Awaitable[Receipt]]
    new_id: Callable[[], UUID]
    away: Callable[[], Awaitable[bool]]

    async def judged(self, records: Sequence[Carried]) -> list[Rejected | None]:
        """In their order. Raises StillAway where it is not known of all of them what became of them.

        One that no service can answer for is tried alone, so that it takes no other with it and holds none up.
        """
        read = await asyncio.to_thread(self._all_read, records)
        verdicts: Verdicts = {number: rejected(each) for number, each in read.items() if isinstance(each, Refused)}
        sent = {number: each for number, each in read.items() if isinstance(each, Sent)}
        verdicts |= await self._once(sent)
        for number, each in sent.items():
            if is_open(verdicts[number]):
                verdicts[number] = await self._alone(number, each)
        return [verdicts[number] for number in sorted(verdicts)]

    async def _alone(self, number: int, sent: Sent) -> Rejected | None:
        for _ in range(TRIES_ALONE):
            found = (await self._once({number: sent}))[number]
            if not is_open(found):
                return found
            if await self.away():
                raise StillAway
        return found

    async def _once(self, sent: Mapping[int, Sent]) -> Verdicts:
        by_sender: defaultdict[Sender, list[int]] = defaultdict(list)
        for number, each in sent.items():
            by_sender[each.sender].append(number)
        verdicts: Verdicts = {}
        for sender, numbers in by_sender.items():
            verdicts |= await self._of_one(sender, {number: sent[number].measurement for number in numbers})
        return verdicts

    async def _of_one(self, sender: Sender, measurements: Mapping[int, Measurement | Refused]) -> Verdicts:
        readable = await self.readable(sender.tenant, sender.person, None)
        if readable is None:
            return dict.fromkeys(measurements, FORBIDDEN)
        delivery = Delivery(
            send=self.send,
            new_id=self.new_id,
            identity=identity(sender),
            engagement_id=UUID(int=0),
            source="",
            told_in=Locale.EN,
        )
        read = [(number, seen(each, readable)) for number, each in measurements.items()]
        return {row.line: verdict(row) async for each in delivered(delivery, read) for row in each.rows}

    def _all_read(self, records: Sequence[Carried]) -> dict[int, Sent | Refused]:
        return {number: self._read(number, each) for number, each in enumerate(records, start=1)}

    def _read(self, number: int, carried: Carried) -> Sent | Refused:
        """What nobody signed is not even parsed."""
        value = carried.value or b""
        try:
            headers = headers_of(carried)
            sender = proven(self.senders, headers, value)
            return Sent(sender=sender, measurement=read_event(number, event_in(headers, value)))
        except Refused as refusal:
            return refusal


def identity(sender: Sender) -> Identity:
    """As if the person had shown a token, which no sender does."""
    return Identity(tenant=sender.tenant, person=sender.person, issuer="", subject="", expires_at=FOR_EVER)


def verdict(row: Told) -> Rejected | None:
    answer = row.answer
    if answer.status is not RowStatus.REFUSED:
        return None
    return Rejected(code=answer.code or "", message=answer.message or "")


def is_open(verdict: Rejected | None) -> bool:
    return verdict is not None and verdict.code in AGAIN


def rejected(refusal: Refused) -> Rejected:
    return Rejected(code=refusal.code, message=str(refusal))
