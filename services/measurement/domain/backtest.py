"""How a trigger would have done on series of the past: how early, and how often in vain. Nothing is recorded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from services.measurement.domain.trigger import sight
from services.measurement.domain.trigger.judging import Edge, Rules, Sight, crossed
from services.measurement.domain.trigger.sight import Course
from shared.kernel.record import record

PLACES = Decimal("0.0001")


@record
class Dip:
    """The windows of which people say afterwards that somebody should have stepped in; both are included."""

    first: int
    last: int

    def has(self, window: int) -> bool:
        return self.first <= window <= self.last


@record
class Firing:
    """`dip` is the one that it was in; None: a false alarm."""

    window: int
    dip: Dip | None


@record
class Caught:
    """`lead` is how many windows before the end of the dip it fired first; None: it did not fire at all."""

    dip: Dip
    fired: int | None
    lead: int | None


@record
class BackTest:
    """`precision`: of the firings, the share within a dip. `recall`: of the dips, the share in which it fired."""

    firings: tuple[Firing, ...]
    dips: tuple[Caught, ...]
    precision: Decimal | None
    recall: Decimal | None

    @property
    def false_alarms(self) -> int:
        return sum(firing.dip is None for firing in self.firings)


def windows_that_fire(rules: Rules, sights: Iterable[Sight]) -> tuple[int, ...]:
    """As it would have been judged, window by window, each by what was known when it closed."""
    edge, before, fired = Edge(), tuple[Sight, ...](), list[int]()
    for each in sights:
        before = (*before, each)[-rules.consecutive :]
        after = crossed(rules, edge, before)
        if after.firing and not edge.firing:
            fired.append(each.window)
        edge = after
    return tuple(fired)


def sights_of(
    rules: Rules, courses: Mapping[str, Course], windows: Sequence[int], ends_on: Callable[[int], date]
) -> tuple[Sight, ...]:
    return tuple(
        Sight(window=window, ends_on=ends_on(window), seen=sight.seen(rules.all, courses, window)) for window in windows
    )


def back_test(fired: Sequence[int], dips: Sequence[Dip]) -> BackTest:
    """Of dips that do not overlap."""
    firings = tuple(Firing(window=window, dip=next((dip for dip in dips if dip.has(window)), None)) for window in fired)
    return _judged(firings, tuple(_caught(dip, fired) for dip in dips))


def together(several: Iterable[BackTest]) -> BackTest:
    """Of several engagements, each firing and each dip counting once."""
    parts = tuple(several)
    return _judged(
        tuple(firing for part in parts for firing in part.firings), tuple(dip for part in parts for dip in part.dips)
    )


def _judged(firings: tuple[Firing, ...], caught: tuple[Caught, ...]) -> BackTest:
    return BackTest(
        firings=firings,
        dips=caught,
        precision=_share(sum(firing.dip is not None for firing in firings), len(firings)),
        recall=_share(sum(each.fired is not None for each in caught), len(caught)),
    )


def _caught(dip: Dip, fired: Sequence[int]) -> Caught:
    first = next((window for window in fired if dip.has(window)), None)
    return Caught(dip=dip, fired=first, lead=None if first is None else dip.last - first)


def _share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(PLACES, ROUND_HALF_EVEN) if whole else None
