"""When a trigger fires and when it may fire again: once per crossing, by windows that have closed."""

from collections.abc import Sequence
from datetime import date

from services.measurement.domain.trigger import sight
from shared.events.triggers import Seen
from shared.kernel.record import record
from shared.rules import asking


@record
class Rules:
    """`clears` None: it may fire again as soon as `expression` is seen not to hold."""

    expression: str
    clears: str | None = None
    consecutive: int = 1

    @property
    def all(self) -> tuple[str, ...]:
        return (self.expression,) if self.clears is None else (self.expression, self.clears)


@record
class Sight:
    """What was seen of a window that ended on this day."""

    window: int
    ends_on: date
    seen: tuple[Seen, ...]


@record
class Edge:
    """`firing`: it fired, and has not cleared since. `window` is the one of the last crossing, if there was one."""

    firing: bool = False
    window: int | None = None

    def is_behind(self, window: int) -> bool:
        return self.window is None or self.window < window


def holds(rule: str, seen: Sight) -> bool | None:
    """None: that hangs on what nobody knows."""
    return asking.holds(rule, asking.values(sight.read(seen.seen), seen.ends_on))


def crossed(rules: Rules, edge: Edge, sights: Sequence[Sight]) -> Edge:
    """After the last of these windows, which come one after the other; the same edge where nothing was crossed."""
    last = sights[-1]
    if not edge.is_behind(last.window):
        return edge
    turned = cleared(rules, last) if edge.firing else fires(rules, edge, sights)
    return Edge(firing=not edge.firing, window=last.window) if turned else edge


def fires(rules: Rules, edge: Edge, sights: Sequence[Sight]) -> bool:
    run = [each for each in sights[-rules.consecutive :] if edge.is_behind(each.window)]
    return len(run) == rules.consecutive and all(holds(rules.expression, each) is True for each in run)


def cleared(rules: Rules, last: Sight) -> bool:
    if rules.clears is None:
        return holds(rules.expression, last) is False
    return holds(rules.clears, last) is True
