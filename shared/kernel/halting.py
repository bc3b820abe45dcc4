"""A decider that goes no further once what it belongs to has ended, or while that rests."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from shared.kernel.decider import Asked, Decider
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class Going:
    """What the decider itself knows, and why nothing goes on, where that is so."""

    state: Any
    halt: type[Refused] | None = None


@record
class Halts:
    """`by`: what is refused with from each of these events on; None: nothing any more.

    `still_open` are the commands that are decided all the same, `silent` those that come to nothing instead.
    """

    by: Mapping[type, type[Refused] | None]
    still_open: AbstractSet[type]
    silent: AbstractSet[type] = frozenset()


def halting(decider: Decider[Any, Any, Any], halts: Halts) -> Decider[Any, Any, Any]:
    """The same decisions while nothing halts them; the events that do have to be among those that it looks at."""

    def decide(command: object, going: Going, asked: Asked) -> Sequence[object]:
        if going.halt is None or type(command) in halts.still_open:
            return decider.decide(command, going.state, asked)
        if type(command) in halts.silent:
            return ()
        raise going.halt

    def evolve(going: Going, event: object) -> Going:
        if type(event) in halts.by:
            return replace(going, halt=halts.by[type(event)])
        return replace(going, state=decider.evolve(going.state, event))

    return replace(decider, initial=Going(state=decider.initial), decide=decide, evolve=evolve)
