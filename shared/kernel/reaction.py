"""A reaction: what is to be done because something happened. A pure function from an event to commands."""

from collections.abc import Callable, Sequence
from typing import Any

from shared.kernel.record import record
from shared.kernel.recorded import Recorded


@record
class Memory:
    """What a reaction remembers of a tenant: folded from the first of these events on, by each process for itself.

    It is the same at each event, whoever folds it, and says which events call for nothing.
    """

    handles: tuple[type, ...]
    initial: Any
    evolve: Callable[[Any, Recorded[Any]], Any]


@record
class Reaction:
    """`react` says which commands an event of these types calls for; their deciders still judge each of them.

    `name` is for ever: with the event it makes the ids of the commands, and it says how far the reaction has come.
    One that is new begins where the log ends then; with `past` it runs over all that happened before, too.
    With a `memory`, `react` is given what that holds as well: all up to the event, the event itself included.
    """

    name: str
    handles: tuple[type, ...]
    react: Callable[..., Sequence[Any]]
    past: bool = False
    memory: Memory | None = None

    @property
    def follows(self) -> tuple[type, ...]:
        """All types of events that it has to be shown."""
        return self.handles if self.memory is None else tuple(dict.fromkeys((*self.handles, *self.memory.handles)))

    def remembering(self, remembered: Any, recorded: Recorded[Any]) -> Any:  # noqa: ANN401 - each has its own
        """What it remembers after the event."""
        if self.memory is None or not isinstance(recorded.event, self.memory.handles):
            return remembered
        return self.memory.evolve(remembered, recorded)

    def called_for(self, remembered: Any, recorded: Recorded[Any]) -> Sequence[Any]:  # noqa: ANN401 - likewise
        """The commands that the event calls for."""
        if not isinstance(recorded.event, self.handles):
            return ()
        return self.react(recorded) if self.memory is None else self.react(recorded, remembered)
