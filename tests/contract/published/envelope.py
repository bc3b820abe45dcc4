"""The headers of a public event, CloudEvents 1.0 in Kafka's binary mode, as a schema and as an example."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from shared.events.naming import PUBLIC_NAMES
from shared.eventstore.log import Entry
from shared.transport.cloudevents import CONTENT_TYPE, DIGITS, cloud_event
from tests.contract.published.catalogue import FORMS
from tests.contract.published.schemas import Schema
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA
from tests.golden.keeping import Golden

TENANT, EVENT_ID, COMMAND_ID = UUID(int=0x71), UUID(int=0x1D), UUID(int=0xC0)
TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
MORNING = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SEQ = 42

TEXT = {"type": "string"}
ID = TEXT | {"format": "uuid"}
MOMENT = TEXT | {"format": "date-time"}
POSITION = TEXT | {"pattern": f"^[0-9]{{{DIGITS}}}$"}

ALWAYS: dict[str, Schema] = {
    "ce_specversion": TEXT | {"const": "1.0"},
    "ce_id": ID | {"description": "The event's id. Sent again, the event has the same id."},
    "ce_source": TEXT | {"description": "The tenant and the engagement that the event comes from."},
    "ce_type": TEXT | {"description": "What happened, with the version of its shape."},
    "ce_subject": TEXT | {"description": "The stream: what it happened to."},
    "ce_time": MOMENT | {"description": "When it happened."},
    "ce_dataschema": TEXT | {"description": "The name of the JSON Schema that the data fits."},
    "ce_partitionkey": ID | {"description": "The engagement; the record's key as well."},
    "ce_sequence": POSITION | {"description": "Where the event stands in its tenant's log; greater is later."},
    "ce_prevseq": POSITION | {"description": "The sequence of the engagement's public event before this one, or zero."},
    "ce_recordedtime": MOMENT | {"description": "When it was recorded."},
    "ce_tenantid": ID,
    "ce_correlationid": ID | {"description": "What all events that one request led to have in common."},
    "content-type": TEXT | {"const": CONTENT_TYPE},
}
SOMETIMES: dict[str, Schema] = {
    "ce_causationid": ID | {"description": "The event that this one follows from."},
    "ce_traceparent": TEXT | {"description": "The trace that it was recorded in (W3C Trace Context)."},
}
HEADERS: Schema = {"type": "object", "properties": ALWAYS | SOMETIMES, "required": list(ALWAYS)}


def headers_of(kind: str, schema: str) -> Schema:
    """What this type adds to the headers of all."""
    return {"type": "object", "properties": {"ce_type": {"const": kind}, "ce_dataschema": {"const": schema}}}


def example(golden: Golden) -> dict[str, str]:
    """The headers that the event of this golden file would be sent with."""
    sent = cloud_event(entry_of(golden), previous=SEQ - 1)
    return {name: value.decode() for name, value in sorted(sent.headers)}


def entry_of(golden: Golden, *, causation_id: UUID | None = None, traceparent: str | None = TRACEPARENT) -> Entry:
    return Entry(
        tenant=TENANT,
        seq=SEQ,
        event_id=EVENT_ID,
        stream=subject(golden),
        version=1,
        engagement_id=ENGAGEMENT,
        type=golden.type,
        schema_version=golden.version,
        occurred_at=MORNING,
        recorded_at=MORNING + timedelta(milliseconds=250),
        actor=ANA,
        on_behalf_of=None,
        command_id=COMMAND_ID,
        correlation_id=COMMAND_ID,
        causation_id=causation_id,
        traceparent=traceparent,
        data=golden.data,
        chain=b"",
    )


def subject(golden: Golden) -> str:
    noun = PUBLIC_NAMES[golden.type].partition(".")[0]
    return FORMS[noun].format(**json.loads(golden.data))
