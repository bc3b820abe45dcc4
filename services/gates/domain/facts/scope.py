"""Whether the engagement has a scope of its own."""

from collections.abc import Mapping

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.telling import truth, yes
from shared.events.scope import ScopeDefined
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

WHOLE = "scope"


@record
class Scoped:
    at: int


def keys(_: Recorded[ScopeDefined]) -> tuple[str, ...]:
    return (WHOLE,)


def fold(_: Scoped | None, recorded: Recorded[ScopeDefined]) -> Scoped:
    return Scoped(at=recorded.seq)


def tell(items: Mapping[str, Scoped], _: On) -> Facts:
    return {"scope.defined": yes(items[WHOLE].at)}


SCOPE: Area[Scoped] = Area(
    name="scope",
    items=(Scoped,),
    handles=(ScopeDefined,),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(truth("scope.defined", "The engagement has a scope of its own", "Le mandat a sa propre portée"),),
)
