"""The log's own questions as JSON: entries with the bytes that the hash chain covers, in base64."""

from datetime import datetime
from uuid import UUID

from pydantic import ConfigDict

from shared.authority.grants import Readable
from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.web.wire import Form

BYTES = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")


@record
class EventsAsked:
    """Which events of the log: after a position, up to another, so many at most."""

    tenant: UUID
    readable: Readable
    after: int
    until: int
    limit: int
    engagement_id: UUID | None
    types: tuple[str, ...]
    stream: str | None = None


EVENTS_ASKED: Form[EventsAsked] = Form(EventsAsked)
ENTRIES: Form[list[Entry]] = Form(list[Entry], BYTES)
HEAD: Form[tuple[int, bytes]] = Form(tuple[int, bytes], BYTES)
SEQ: Form[int] = Form(int)
MOMENT: Form[datetime] = Form(datetime)
MOMENT_OR_NONE: Form[datetime | None] = Form(datetime | None)
