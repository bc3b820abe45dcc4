"""What lies in the topics held against the log: nothing is missing, first times are in order, repeats are the same."""

from collections.abc import Hashable, Iterable, Sequence
from uuid import UUID

from shared.eventstore.log import Entry
from tests.integration.relay.sending import Read, Sending, header


async def whole(stage: Sending) -> list[Entry]:
    """The logs of all tenants, in the order of each."""
    tenants = sorted({place.tenant for place in await stage.places()})
    return [entry for tenant in tenants for entry in await stage.log.after(tenant, 0, 100_000)]


async def complete(stage: Sending) -> None:
    """Raises where the topics do not tell what the log tells."""
    logged = await whole(stage)
    entries = await stage.entries()
    for tenant in {entry.tenant for entry in logged}:
        assert once(entry for entry in entries if entry.tenant == tenant) == of(logged, tenant)
    sent = await stage.read(stage.events_topic)
    public = [entry for entry in logged if entry.stream.startswith(("gap-", "pilot-"))]
    for engagement in {entry.engagement_id for entry in public}:
        key = str(engagement).encode()
        assert once(header(each, "id") for each in sent if each.key == key) == [
            str(entry.event_id) for entry in public if entry.engagement_id == engagement
        ]
    assert repeats_are_the_same(sent)
    assert repeats_are_the_same(await stage.read(stage.log_topic))


def of(entries: Sequence[Entry], tenant: UUID) -> list[Entry]:
    return [entry for entry in entries if entry.tenant == tenant]


def once(things: Iterable[Hashable]) -> list[Hashable]:
    """Each where it comes first."""
    return list(dict.fromkeys(things))


def content(record: Read) -> tuple[bytes | None, bytes | None, tuple[tuple[str, bytes], ...]]:
    """All that a subscriber can tell a record by, but for where and when it lies in Kafka."""
    return record.key, record.value, tuple(record.headers)


def repeats_are_the_same(records: Sequence[Read]) -> bool:
    """A repeat is one of the same id; what has no id of its own is known by its value."""
    by_id: dict[Hashable, set[Hashable]] = {}
    for each in records:
        name = dict(each.headers).get("ce_id", each.value)
        by_id.setdefault(name, set()).add(content(each))
    return all(len(contents) == 1 for contents in by_id.values())
