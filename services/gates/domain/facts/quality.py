"""Quality as it was measured last: windows shown as evidence, held against the threshold that was set for the measure.

A window is evidence of kind `quality_window`. Of its values count `metric`, the name of a measure, `metric_value` and
`window_end`. What it says of a threshold does not: that is whatever was set for the measure by those who may.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from services.gates.domain.facts.model import Area, Facts, On, Positions
from services.gates.domain.facts.reading import as_day, as_decimal
from services.gates.domain.facts.telling import after, at, count, counted, day, earliest, latest, only
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceWithdrawn
from shared.events.pilots import Better
from shared.events.quality_metrics import QualityMetricDefined, QualityThresholdSet
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Piece: TypeAlias = EvidenceSubmitted | EvidenceRevised | EvidenceWithdrawn
OfAMeasure: TypeAlias = QualityMetricDefined | QualityThresholdSet
Handled: TypeAlias = OfAMeasure | Piece

WINDOW = "quality_window"


@record
class Measure:
    name: str
    better: Better
    defined_at: int
    threshold: Decimal | None = None
    threshold_at: int | None = None

    @property
    def positions(self) -> Positions:
        return at(self.defined_at, self.threshold_at)

    def reached_by(self, value: Decimal) -> bool:
        if self.threshold is None:
            return False
        return value >= self.threshold if self.better is Better.HIGHER else value <= self.threshold


@record
class Window:
    """As it was shown last; `value` and `ended_on` are empty where the piece tells none that can be read."""

    metric: str
    value: Decimal | None
    ended_on: date | None
    valid_from: date
    valid_until: date
    submitted_at: int
    revised_at: int | None = None

    @property
    def positions(self) -> Positions:
        return at(self.submitted_at, self.revised_at)


Item: TypeAlias = Measure | Window
Seen: TypeAlias = tuple[Measure, date, Decimal, Positions]


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    if isinstance(event, OfAMeasure):
        return (f"metric-{event.metric_id.hex}",)
    return (f"window-{event.evidence_id.hex}",)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case QualityMetricDefined():
            return Measure(name=event.name, better=event.better, defined_at=seq)
        case QualityThresholdSet():
            return replaced(item, threshold=event.new, threshold_at=seq) if isinstance(item, Measure) else None
        case _:
            return shown(item if isinstance(item, Window) else None, event, seq)


def shown(before: Window | None, event: Piece, seq: int) -> Window | None:
    if isinstance(event, EvidenceWithdrawn) or (before is None and isinstance(event, EvidenceRevised)):
        return None
    if isinstance(event, EvidenceSubmitted) and event.kind != WINDOW:
        return None
    values = {each.name: each.value for each in event.values}
    ended_on = as_day(values.get("window_end"))
    return Window(
        metric=values.get("metric", ""),
        value=as_decimal(values.get("metric_value")),
        ended_on=min(ended_on, event.valid_from) if ended_on else None,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
        submitted_at=before.submitted_at if before else seq,
        revised_at=seq if before else None,
    )


def tell(items: Mapping[str, Item], on: On) -> Facts:
    """Nothing is measured before the first window counts: until then nobody knows."""
    measures = only(Measure, items)
    begun = [each for each in only(Window, items) if each.valid_from <= on.day]
    if not measures or not begun:
        return {}
    last = tuple(last_of(measures, [each for each in begun if each.valid_until >= on.day]))
    shown_last = (latest(each.positions for each in begun),)
    met = [positions for measure, _, value, positions in last if measure.reached_by(value)]
    others = [positions for _, _, _, positions in last]
    return {
        "quality.measures": count(at(each.defined_at) for each in measures),
        "quality.measured": count(others, shown_last),
        "quality.met": count(met, others or shown_last),
        **earliest("quality.oldest_window_on", ((ended_on, positions) for _, ended_on, _, positions in last)),
    }


def last_of(measures: tuple[Measure, ...], windows: list[Window]) -> Iterator[Seen]:
    """Of each measure that has one the window that ended last; of those that ended together, the one shown last."""
    for measure in measures:
        own = [
            (each.ended_on, each.positions[::-1], each.value)
            for each in windows
            if each.metric == measure.name and each.ended_on is not None and each.value is not None
        ]
        if own:
            ended_on, positions, value = max(own)
            yield measure, ended_on, value, at(*measure.positions, *positions)


def turns(items: Mapping[str, Item]) -> Iterator[date]:
    for each in only(Window, items):
        yield each.valid_from
        yield after(each.valid_until)


QUALITY: Area[Item] = Area(
    name="quality",
    items=(Measure, Window),
    handles=(QualityMetricDefined, QualityThresholdSet, EvidenceSubmitted, EvidenceRevised, EvidenceWithdrawn),
    keys=keys,
    fold=fold,
    tell=tell,
    turns=turns,
    meanings=(
        counted("quality.measures", "Measures of quality that are defined", "Mesures de qualité définies"),
        counted(
            "quality.measured",
            "Measures with a window that counts",
            "Mesures dont une période mesurée compte",
        ),
        counted(
            "quality.met",
            "Measures whose last window reached the threshold that is set now",
            "Mesures dont la dernière période atteint le seuil fixé à présent",
        ),
        day(
            "quality.oldest_window_on",
            "The day on which the oldest of these windows ended",
            "Le jour où la plus ancienne de ces périodes a pris fin",
        ),
    ),
)
