"""Measures of the model's quality: their thresholds, and what the model reached by each on data that count."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Area, Fact, Facts, On, Positions
from services.gates.domain.facts.pinned import PINNED, Pinned, pinned
from services.gates.domain.facts.telling import at, count, counted, day, earliest, every, one, only, truth
from services.gates.domain.facts.validation_items import Dataset, Metric, Run
from shared.events.datasets import DatasetDeclared, DatasetRevised
from shared.events.quality_metrics import QualityMetricDefined, QualityThresholdSet
from shared.events.releases import ReleasePinned
from shared.events.validations import ModelValidated
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

OfData: TypeAlias = DatasetDeclared | DatasetRevised
OfAMetric: TypeAlias = QualityMetricDefined | QualityThresholdSet | ModelValidated
Handled: TypeAlias = OfAMetric | OfData | ReleasePinned
Item: TypeAlias = Metric | Dataset | Pinned


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    match event:
        case ReleasePinned():
            return (PINNED,)
        case DatasetDeclared() | DatasetRevised():
            return (f"dataset-{event.dataset_id.hex}",)
        case _:
            return (f"metric-{event.metric_id.hex}",)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case ReleasePinned():
            return pinned(event, recorded)
        case DatasetDeclared():
            return Dataset(version=1, at=seq)
        case DatasetRevised():
            return Dataset(version=event.version, at=seq)
        case QualityMetricDefined():
            return Metric(better=event.better, defined_at=seq)
        case _:
            return changed(item, event, seq) if isinstance(item, Metric) else None


def changed(metric: Metric, event: QualityThresholdSet | ModelValidated, seq: int) -> Metric:
    match event:
        case QualityThresholdSet():
            return replaced(metric, threshold=event.new, threshold_at=seq)
        case ModelValidated():
            late = metric.run is not None and event.ran_on < metric.run.ran_on
            return replaced(metric, run=run_of(event, seq)) if event.representative and not late else metric
        case _:
            assert_never(event)


def run_of(event: ModelValidated, seq: int) -> Run:
    return Run(
        dataset_id=event.dataset_id,
        dataset_version=event.dataset_version,
        release_id=event.release_id,
        value=event.value,
        ran_on=event.ran_on,
        fresh_until=event.fresh_until,
        at=seq,
    )


def tell(items: Mapping[str, Item], _: On) -> Facts:
    metrics = only(Metric, items)
    if not metrics:
        return {}
    defined = [at(each.defined_at) for each in metrics]
    limited = [at(each.defined_at, each.threshold_at) for each in metrics if each.threshold_at]
    reached = (each.positions for each in metrics if each.reached)
    tried = [(run, at(each.defined_at, run.at)) for each in metrics if (run := each.run)]
    return {
        "threshold.metrics": count(defined),
        "threshold.set": count(limited, defined),
        "validation.metrics": count(defined),
        "validation.representative": count((positions for _, positions in tried), defined),
        "validation.met": count(reached, (each.positions for each in metrics)),
        **(told_of(tried, items) if tried else {}),
    }


def told_of(tried: list[tuple[Run, Positions]], items: Mapping[str, Item]) -> Facts:
    release = one(Pinned, items, PINNED)
    return {
        **earliest("validation.oldest_run_on", ((run.ran_on, positions) for run, positions in tried)),
        **earliest("validation.fresh_until", ((run.fresh_until, positions) for run, positions in tried)),
        **on_present_data(tried, items),
        **({"validation.same_release": of_release(tried, release)} if release else {}),
    }


def on_present_data(tried: list[tuple[Run, Positions]], items: Mapping[str, Item]) -> Mapping[str, Fact]:
    beside = [(run, positions, one(Dataset, items, f"dataset-{run.dataset_id.hex}")) for run, positions in tried]
    present = [
        (run.dataset_version == data.version, at(*positions, data.at)) for run, positions, data in beside if data
    ]
    told = every(
        (positions for same, positions in present if same), (positions for same, positions in present if not same)
    )
    return {"validation.present_data": told} if present else {}


def of_release(tried: list[tuple[Run, Positions]], release: Pinned) -> Fact:
    same = [(run.release_id == release.release_id, at(*positions, release.at)) for run, positions in tried]
    return every(
        (positions for is_it, positions in same if is_it), (positions for is_it, positions in same if not is_it)
    )


VALIDATION: Area[Item] = Area(
    name="validation",
    items=(Metric, Dataset, Pinned),
    handles=(QualityMetricDefined, QualityThresholdSet, ModelValidated, DatasetDeclared, DatasetRevised, ReleasePinned),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        counted("threshold.metrics", "Measures of quality that are defined", "Mesures de qualité définies"),
        counted("threshold.set", "Measures that have a threshold", "Mesures qui ont un seuil"),
        counted("validation.metrics", "Measures of quality that are defined", "Mesures de qualité définies"),
        counted(
            "validation.representative",
            "Measures with a run on representative data",
            "Mesures validées sur des données représentatives",
        ),
        counted(
            "validation.met",
            "Measures whose last run on representative data reached the threshold",
            "Mesures dont la dernière validation sur des données représentatives atteint le seuil",
        ),
        day(
            "validation.oldest_run_on",
            "The day of the oldest of these runs",
            "Le jour de la plus ancienne de ces validations",
        ),
        day(
            "validation.fresh_until",
            "The last day on which all these runs count",
            "Le dernier jour où toutes ces validations comptent",
        ),
        truth(
            "validation.present_data",
            "All these runs used the present version of their data",
            "Toutes ces validations portent sur la version actuelle des données",
        ),
        truth(
            "validation.same_release",
            "All these runs tried the release that is pinned",
            "Toutes ces validations portent sur la version qui est figée",
        ),
    ),
)
