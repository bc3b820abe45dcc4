"""Every version of every public event as it goes out: golden data in an envelope, and the golden file of its record.

`python -m tests.unit.relay.published` adds the golden files that are missing. One is never changed or removed:
subscribers hold such records.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from shared.events.naming import PUBLIC_NAMES, public_type
from shared.events.registry import STREAMS
from shared.eventstore.log import Entry
from shared.transport.cloudevents import cloud_event
from shared.transport.records import Record
from tests.golden.keeping import Golden, kept

FOLDER = Path(__file__).parents[2] / "golden" / "records"
TENANT, ENGAGEMENT, COMMAND = UUID(int=0xAA), UUID(int=0xE1), UUID(int=0xC1)
CATEGORIES = {event.__name__: stream.category for stream in STREAMS for event in stream.events}
PREVIOUS = 41

ENTRY = Entry(
    tenant=TENANT,
    seq=42,
    event_id=UUID("01930000-0000-7000-8000-000000000042"),
    stream="gap-00000000-0000-0000-0000-000000000061",
    version=3,
    engagement_id=ENGAGEMENT,
    type="GapStarted",
    schema_version=1,
    occurred_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    recorded_at=datetime(2026, 3, 2, 9, 30, 0, 125_000, tzinfo=UTC),
    actor=UUID(int=0xA1),
    on_behalf_of=None,
    command_id=COMMAND,
    correlation_id=UUID(int=0xC0),
    causation_id=UUID(int=0xC2),
    traceparent="00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    data=b"{}",
    chain=bytes(32),
)


def entry_of(golden: Golden) -> Entry:
    """What was recorded in this version, as the log holds it."""
    stream = ENTRY.stream.replace("gap", CATEGORIES[golden.type])
    return ENTRY._replace(type=golden.type, stream=stream, schema_version=golden.version, data=golden.data)


PUBLISHED = tuple(golden for golden in kept() if golden.type in PUBLIC_NAMES)
"""An example of every version of every public event that a log may hold."""


def record_of(golden: Golden) -> Record:
    return cloud_event(entry_of(golden), PREVIOUS)


def path_of(golden: Golden) -> Path:
    return FOLDER / f"{public_type(golden.type, golden.version)}.json"


def written(record: Record) -> str:
    """As text that people can compare."""
    headers = {name: value.decode() for name, value in record.headers}
    content = {"key": record.key.decode(), "headers": headers, "value": record.value.decode()}
    return json.dumps(content, indent=2) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in PUBLISHED:
        if not path_of(each).exists():
            path_of(each).write_text(written(record_of(each)), "utf-8")
