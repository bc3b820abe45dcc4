"""What public events are called outside: `com.fairway.{noun}.{verb}.v{version}`, and `urn:…` for their schemas.

The noun is the stream's category. The verb is the event's name in snake case, without the noun where the name begins
with it: `GapSeverityLowered` of stream `gap` is `gap.severity_lowered`, `FindingRecorded` of stream `pilot` is
`pilot.finding_recorded`. An event's name and its stream are for ever, so its name outside is too.
"""

import re
from collections.abc import Mapping

from shared.events.registry import STREAMS

_WORD = re.compile(r"[A-Z][a-z0-9]*")


def public_name(category: str, event_name: str) -> str:
    """`{noun}.{verb}`: full stops between parts of letters, digits and underscores."""
    words = [word.lower() for word in _WORD.findall(event_name)]
    noun = category.split("_")
    verb = words[len(noun) :] if words[: len(noun)] == noun and len(words) > len(noun) else words
    return f"{category}.{'_'.join(verb)}"


PUBLIC_NAMES: Mapping[str, str] = {
    event.__name__: public_name(stream.category, event.__name__)
    for stream in STREAMS
    if stream.public
    for event in stream.events
}


def public_type(event_name: str, version: int) -> str:
    """The type that a public event has outside in this version of its shape. KeyError: the event stays inside."""
    return f"com.fairway.{PUBLIC_NAMES[event_name]}.v{version}"


def public_schema(event_name: str, version: int) -> str:
    """The name of the JSON Schema that the event's data fits: a name, not a place, so that it never moves."""
    return f"urn:fairway:events:{public_type(event_name, version)}"
