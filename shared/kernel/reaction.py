"""A reaction: what is to be done because something happened. A pure function from an event to commands."""

from collections.abc import Callable, Sequence
from typing import Any

from shared.kernel.record import record
from shared.kernel.recorded import Recorded


@record
class Reaction:
    """`react` says which commands an event of these types calls for; their deciders still judge each of them.

    `name` is for ever: with the event it makes the ids of the commands, and it says how far the reaction has come.
    One that is new begins where the log ends then; with `past` it runs over all that happened before, too.
    """

    name: str
    handles: tuple[type, ...]
    react: Callable[[Recorded[Any]], Sequence[Any]]
    past: bool = False
