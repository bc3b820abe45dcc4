"""A partition in memory, whoever reads it, and the dead letters beside it; and records as a sender makes them."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiokafka.structs import ConsumerRecord

from gateway.measurement.events import SINGLE
from gateway.measurement.senders import CONTENT_TYPE, SENDER, SIGNATURE, signature
from shared.kernel.record import record
from shared.transport.inbox import Carried

TOPIC = "measurements"
DESK, DESK_KEY = "claims-desk", b"the key of the claims desk, of 32 characters"


class Killed(Exception):
    """Whatever it was about to do, it did not."""


class Partition:
    """What lies there, how far its group has committed, and the dead letters: offset, code and sentence."""

    def __init__(self, *records: Carried) -> None:
        self.records = list(records)
        self.committed = 0
        self.dead: list[tuple[int, str, str]] = []

    async def put(self, record: "ConsumerRecord[bytes, bytes]", code: str, message: str) -> None:
        self.dead.append((record.offset, code, message))


class Reader:
    """One that begins where the group stands. `dies` is asked before it tells that a record was looked at."""

    def __init__(self, partition: Partition, dies: Callable[[int], bool] = lambda _: False) -> None:
        self._partition = partition
        self._next = partition.committed
        self._dies = dies

    async def records(self) -> Sequence["ConsumerRecord[bytes, bytes]"]:
        return [arrived(offset, self._partition.records[offset]) for offset in self._left()]

    def looked_at(self, record: "ConsumerRecord[bytes, bytes]") -> None:
        if self._dies(record.offset):
            raise Killed
        self._next = record.offset + 1

    async def tell_progress(self, *, idle: bool) -> None:  # noqa: ARG002 - it tells at once
        self._partition.committed = self._next

    def _left(self) -> range:
        return range(self._next, len(self._partition.records))


def arrived(offset: int, carried: Carried) -> "ConsumerRecord[bytes, bytes]":
    return ConsumerRecord(
        topic=TOPIC,
        partition=0,
        offset=offset,
        timestamp=0,
        timestamp_type=0,
        key=None,
        value=carried.value,
        checksum=None,
        serialized_key_size=-1,
        serialized_value_size=-1,
        headers=list(carried.headers),
    )


@record
class Desk:
    """A sender: what it calls itself, and the key that it signs with."""

    name: str = DESK
    key: bytes = DESK_KEY

    def structured(self, event: object, media_type: str = SINGLE) -> Carried:
        return self.signed({CONTENT_TYPE: media_type}, json.dumps(event).encode())

    def binary(self, event: Mapping[str, Any]) -> Carried:
        attributes = {f"ce_{name}": str(value) for name, value in event.items() if name != "data"}
        return self.signed({CONTENT_TYPE: "application/json", **attributes}, json.dumps(event["data"]).encode())

    def signed(self, headers: Mapping[str, str], value: bytes) -> Carried:
        own = {SENDER: self.name, SIGNATURE: signature(self.key, headers, value)}
        return Carried(headers=[(name, text.encode()) for name, text in {**headers, **own}.items()], value=value)
