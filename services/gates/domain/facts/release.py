"""The release that is to go live."""

from collections.abc import Mapping

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.pinned import PINNED, Pinned, pinned
from services.gates.domain.facts.telling import day, fact, truth, yes
from shared.events.releases import ReleasePinned
from shared.kernel.recorded import Recorded


def keys(_: Recorded[ReleasePinned]) -> tuple[str, ...]:
    return (PINNED,)


def fold(_: Pinned | None, recorded: Recorded[ReleasePinned]) -> Pinned:
    return pinned(recorded.event, recorded)


def tell(items: Mapping[str, Pinned], on: On) -> Facts:
    release = items[PINNED]
    return {"release.pinned": yes(release.at), "release.pinned_on": fact(on.day_of(release.when), release.at)}


RELEASE: Area[Pinned] = Area(
    name="release",
    items=(Pinned,),
    handles=(ReleasePinned,),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("release.pinned", "A release is pinned to go live", "Une version est figée pour la mise en service"),
        day("release.pinned_on", "The day on which it was pinned", "Le jour où elle a été figée"),
    ),
)
