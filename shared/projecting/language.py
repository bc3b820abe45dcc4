"""How entries of the log are understood."""

from collections.abc import Callable
from typing import Any

from shared.events.registry import EVENTS
from shared.eventstore.codec import decode
from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.kernel.recorded import Recorded


@record
class Language:
    """`known` are the names of all events there are: one outside of them is never skipped."""

    decode: Callable[[Entry], Recorded[Any]]
    known: frozenset[str]


PUBLISHED = Language(decode=decode, known=frozenset(EVENTS))
