"""Public events as subscribers read them: CloudEvents 1.0 on Kafka in binary mode.

The attributes are headers. The value is the data as it was recorded, in the version that it was recorded in: what goes
out depends on the log alone, so that sending it again gives the same bytes, whatever was deployed in between.
"""

from collections.abc import Mapping
from datetime import datetime

from cloudevents.core.bindings.kafka import to_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from shared.events.naming import PUBLIC_NAMES, public_schema, public_type
from shared.events.registry import STREAMS, schema_version
from shared.eventstore.log import Entry
from shared.transport.records import Record

CONTENT_TYPE = "application/json"
DIGITS = 19  # of the largest position there can be: positions compare as text, too

PUBLIC: Mapping[str, bool] = {stream.category: stream.public for stream in STREAMS}


def knows(entry: Entry) -> bool:
    """Whether this process can tell what to do with the event. One that it does not know must wait for one that can."""
    public = PUBLIC.get(category(entry))
    if not public:
        return public is not None
    return entry.type in PUBLIC_NAMES and entry.schema_version <= schema_version(entry.type)


def is_public(entry: Entry) -> bool:
    return PUBLIC[category(entry)] and entry.engagement_id is not None


def category(entry: Entry) -> str:
    return entry.stream.partition("-")[0]


def cloud_event(entry: Entry, previous: int) -> Record:
    """`previous` is the public event before this one in its engagement, or 0: whoever has not seen it lacks it."""
    message = to_binary(CloudEvent(attributes(entry, previous), entry.data), JSONFormat())
    return Record(key=str(entry.engagement_id).encode(), value=message.value, headers=tuple(message.headers.items()))


def attributes(entry: Entry, previous: int) -> dict[str, str | datetime]:
    given: dict[str, str | datetime] = {
        "id": str(entry.event_id),
        "source": source(entry),
        "type": public_type(entry.type, entry.schema_version),
        "subject": entry.stream,
        "time": entry.occurred_at,
        "datacontenttype": CONTENT_TYPE,
        "dataschema": public_schema(entry.type, entry.schema_version),
        "partitionkey": str(entry.engagement_id),
        "sequence": position(entry.seq),
        "prevseq": position(previous),
        "recordedtime": written(entry.recorded_at),
        "tenantid": str(entry.tenant),
        "correlationid": str(entry.correlation_id),
    }
    if entry.causation_id is not None:
        given["causationid"] = str(entry.causation_id)
    if entry.traceparent is not None:
        given["traceparent"] = entry.traceparent
    return given


def source(entry: Entry) -> str:
    """Order and `sequence` are promised within an engagement, so that is what an event comes from."""
    return f"/fairway/tenants/{entry.tenant}/engagements/{entry.engagement_id}"


def position(seq: int) -> str:
    return f"{seq:0{DIGITS}}"


def written(moment: datetime) -> str:
    return moment.isoformat().removesuffix("+00:00") + "Z"
