"""A CloudEvent as a record of Kafka carries it: whole in the value, or its attributes in headers and its data there."""

from collections.abc import Mapping

from gateway.measurement.events import SINGLE, events_of, parsed
from gateway.measurement.refusals import EventsNotTaken
from gateway.measurement.senders import ATTRIBUTE, CONTENT_TYPE

STRUCTURED = "application/cloudevents"
JSON = frozenset({"", "application/json"})
"""What the data is where nothing else is said."""


def event_in(headers: Mapping[str, str], value: bytes) -> object:
    """As it would stand in a request. Raises Refused."""
    media_type = headers.get(CONTENT_TYPE, "").partition(";")[0].strip().lower()
    if media_type.startswith(STRUCTURED):
        if media_type != SINGLE:
            raise EventsNotTaken
        (event,) = events_of(media_type, value)
        return event
    if media_type not in JSON:
        raise EventsNotTaken
    attributes = {name.removeprefix(ATTRIBUTE): text for name, text in headers.items() if name.startswith(ATTRIBUTE)}
    return {**attributes, "data": parsed(value)}
