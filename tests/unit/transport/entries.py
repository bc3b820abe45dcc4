"""Entries as they may lie in a log."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.log import Entry

TENANT, OTHER = UUID(int=1), UUID(int=2)
START = datetime(2026, 1, 1, tzinfo=UTC)

_MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001 - the zone follows
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)

ENTRIES = st.builds(
    Entry,
    tenant=st.uuids(),
    seq=st.integers(1, 2**63 - 1),
    event_id=st.uuids(),
    stream=_TEXTS,
    version=st.integers(1, 2**31 - 1),
    engagement_id=st.none() | st.uuids(),
    type=_TEXTS,
    schema_version=st.integers(1, 2**31 - 1),
    occurred_at=_MOMENTS,
    recorded_at=_MOMENTS,
    actor=st.uuids(),
    on_behalf_of=st.none() | st.uuids(),
    command_id=st.uuids(),
    correlation_id=st.uuids(),
    causation_id=st.none() | st.uuids(),
    traceparent=st.none() | _TEXTS,
    data=_TEXTS.map(str.encode),
    chain=st.binary(min_size=32, max_size=32),
)


def history(length: int, tenant: UUID = TENANT, said: str = "") -> Sequence[Entry]:
    """A log from its beginning, bound by its chain; another `said` makes another history."""
    return list(_linked(length, tenant, said))


def _linked(length: int, tenant: UUID, said: str) -> Iterator[Entry]:
    chain = GENESIS
    for seq in range(1, length + 1):
        entry = Entry(
            tenant=tenant,
            seq=seq,
            event_id=UUID(int=seq),
            stream="gap-1",
            version=seq,
            engagement_id=None,
            type="ThingRenamed",
            schema_version=1,
            occurred_at=START + timedelta(seconds=seq),
            recorded_at=START + timedelta(seconds=seq),
            actor=UUID(int=9),
            on_behalf_of=None,
            command_id=UUID(int=seq),
            correlation_id=UUID(int=seq),
            causation_id=None,
            traceparent=None,
            data=f'{{"title":"{said}{seq}"}}'.encode(),
            chain=b"",
        )
        chain = link(chain, seq, entry.recorded_at, leaf(entry))
        yield entry._replace(chain=chain)
