"""What a trigger sees of a series in one window: the facts that its rules are written about."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from services.measurement.domain import charts
from services.measurement.domain.sums import EXACT, MILLIONTH
from shared.events.pilots import Better
from shared.events.triggers import Seen, Watched
from shared.kernel.record import record
from shared.rules import asking
from shared.rules.asking import Value
from shared.rules.kinds import Kind
from shared.rules.tokens import BadRule

KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("value", "plan", "target", "baseline", "shortfall"), Kind.DECIMAL),
    "missed": Kind.TRUTH,
    "run_below_plan": Kind.COUNT,
    **dict.fromkeys(charts.NAMES, Kind.TRUTH),
}
ALARMS = ("missed", *charts.NAMES)


@record
class Point:
    """What a window came to, and what was planned; None: nothing."""

    window: int
    value: Decimal | None
    plan: Decimal | None = None


@record
class Course:
    """A series, window by window in their order and without a hole. `retired`: what is not there is not missed."""

    better: Better
    points: tuple[Point, ...]
    baseline: Decimal | None = None
    target: Decimal | None = None
    retired: bool = False

    def up_to(self, window: int) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.window <= window)


def kinds(watches: Iterable[Watched]) -> Mapping[str, Kind]:
    """The facts that rules about these may name."""
    return {f"{watched.name}.{fact}": kind for watched in watches for fact, kind in KINDS.items()}


def mistakes(rule: str, watches: Iterable[Watched]) -> tuple[BadRule, ...]:
    vocabulary = kinds(watches)
    return asking.check(rule, vocabulary, vocabulary.__getitem__)


def facts(course: Course, window: int) -> Mapping[str, Value]:
    """What is known of the series when this window has closed. Whatever comes later is not looked at."""
    points = course.up_to(window)
    here = points[-1] if points and points[-1].window == window else Point(window=window, value=None)
    if course.retired and here.value is None:
        return {}
    numbers = {
        "value": here.value,
        "plan": here.plan,
        "target": course.target,
        "baseline": course.baseline,
        "shortfall": shortfall(here, course.better),
    }
    return {
        **{name: number for name, number in numbers.items() if number is not None},
        "missed": here.value is None,
        "run_below_plan": run_below_plan(points, course.better),
        **alarms(points),
    }


def shortfall(point: Point, better: Better) -> Decimal | None:
    """By which share of the plan it is worse than planned; negative: better."""
    if point.value is None or not point.plan:
        return None
    lacking = EXACT.subtract(point.plan, point.value)
    worse = lacking if better is Better.HIGHER else -lacking
    return EXACT.divide(worse, abs(point.plan)).quantize(MILLIONTH, context=EXACT)


def run_below_plan(points: Sequence[Point], better: Better) -> int:
    """In how many windows in a row, up to the last one, it was worse than planned."""
    run = 0
    for point in reversed(points):
        short = shortfall(point, better)
        if short is None or short <= 0:
            break
        run += 1
    return run


def alarms(points: Sequence[Point]) -> Mapping[str, bool]:
    """By what was usual until the window before; nothing where that is not known yet."""
    values = [point.value for point in points]
    usual = charts.limits(values[:-1])
    return charts.alarms(values, usual) if usual else {}


# --- As a command carries it, and an event keeps it ---


def seen(rules: Iterable[str], courses: Mapping[str, Course], window: int) -> tuple[Seen, ...]:
    """What the rules name of the series, which go by these names, and every value beside it."""
    known = {
        f"{name}.{fact}": value for name, course in courses.items() for fact, value in facts(course, window).items()
    }
    wanted = {*asking.facts_of(rules), *(f"{name}.value" for name in courses)}
    return tuple(Seen(name=name, value=told(known[name])) for name in sorted(wanted) if name in known)


def told(value: Value) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def read(several: Iterable[Seen]) -> Mapping[str, Value]:
    return {each.name: _read(KINDS[each.name.partition(".")[2]], each.value) for each in several}


def _read(kind: Kind, word: str) -> Value:
    if kind is Kind.TRUTH:
        return word == "true"
    return int(word) if kind is Kind.COUNT else Decimal(word)
