"""The load test that counts: of the pinned release where conditions are like those of production, if there is one."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias, assert_never

from services.gates.domain.facts.load_report import Reported, reported, run_of
from services.gates.domain.facts.load_run import Level, Levels, Peak, Peaks, Run
from services.gates.domain.facts.model import Area, Fact, Facts, On, Value
from services.gates.domain.facts.pinned import PINNED, Pinned, pinned
from services.gates.domain.facts.policies import LIKE_PRODUCTION
from services.gates.domain.facts.telling import day, decimal, fact, known, one, only, truth
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceWithdrawn
from shared.events.releases import LoadTestRecorded, PeakLoadExpected, ReleasePinned, ServiceLevelSet
from shared.kernel.recorded import Recorded

Report: TypeAlias = EvidenceSubmitted | EvidenceRevised | EvidenceWithdrawn
Handled: TypeAlias = ReleasePinned | PeakLoadExpected | ServiceLevelSet | LoadTestRecorded | Report
Item: TypeAlias = Pinned | Peaks | Levels | Run | Reported

PEAKS, LEVELS = "peaks", "levels"


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    match event:
        case ReleasePinned():
            return (PINNED,)
        case PeakLoadExpected():
            return (PEAKS,)
        case ServiceLevelSet():
            return (LEVELS,)
        case LoadTestRecorded():
            return (f"run-{event.release_id.hex}-{event.environment}",)
        case EvidenceSubmitted() | EvidenceRevised() | EvidenceWithdrawn():
            return (f"report-{event.evidence_id.hex}",)
        case _:
            assert_never(event)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case ReleasePinned():
            return pinned(event, recorded)
        case PeakLoadExpected():
            peaks = item.several if isinstance(item, Peaks) else ()
            return Peaks(several=(*peaks, Peak(rate=event.requests_per_second, at=seq)))
        case ServiceLevelSet():
            levels = item.several if isinstance(item, Levels) else ()
            return Levels(several=(*levels, Level(level=event.level, at=seq)))
        case LoadTestRecorded():
            last = item if isinstance(item, Run) else None
            return last if last and event.ran_on < last.ran_on else recorded_run(event, seq)
        case EvidenceSubmitted() | EvidenceRevised() | EvidenceWithdrawn():
            return reported(item if isinstance(item, Reported) else None, event, seq)
        case _:
            assert_never(event)


def recorded_run(event: LoadTestRecorded, seq: int) -> Run:
    return Run(
        release_id=event.release_id,
        ran_on=event.ran_on,
        achieved=event.achieved,
        expected_peak=event.expected_peak,
        level=event.level,
        held=event.held,
        like_production=event.environment in LIKE_PRODUCTION[event.policy],
        positions=(seq,),
    )


def tell(items: Mapping[str, Item], on: On) -> Facts:
    peaks, levels, release = one(Peaks, items, PEAKS), one(Levels, items, LEVELS), one(Pinned, items, PINNED)
    expected = peaks.several[-1] if peaks else None
    now = {"load_test.peak_expected_now": fact(expected.rate, expected.at)} if expected else {}
    reports = (run_of(each, peaks, levels, on.day) for each in only(Reported, items))
    runs = [*only(Run, items), *(run for run in reports if run)]
    if not runs:
        return now
    return {**now, **told_of(counting(runs, release), levels.several[-1] if levels else None, release)}


def turns(items: Mapping[str, Item]) -> Iterator[date]:
    for each in only(Reported, items):
        yield each.valid_from


def counting(runs: list[Run], release: Pinned | None) -> Run:
    """The last run of those that come closest to going live."""
    pinned_id = release.release_id if release else None

    def rank(run: Run) -> tuple[bool, object, object]:
        return bool(run.like_production) and run.release_id == pinned_id, run.ran_on, run.positions

    return max(runs, key=rank)


def told_of(run: Run, level: Level | None, release: Pinned | None) -> Facts:
    return known(
        {
            "load_test.ran_on": told(run, run.ran_on),
            "load_test.achieved": told(run, run.achieved),
            "load_test.expected_peak_then": told(run, run.expected_peak),
            "load_test.held": told(run, run.held),
            "load_test.production_like": told(run, run.like_production),
            "load_test.same_level": told(run, run.level == level.level, level.at) if level else None,
            "load_test.same_release": told(run, run.release_id == release.release_id, release.at) if release else None,
        }
    )


def told(run: Run, value: Value | None, *besides: int) -> Fact | None:
    """Nothing of what the report does not say."""
    return None if value is None else fact(value, *run.positions, *besides)


MEANINGS = (
    day("load_test.ran_on", "The day of the load test that counts", "Le jour de l'essai de charge retenu"),
    decimal("load_test.achieved", "The requests per second that it bore", "Les requêtes par seconde qu'il a soutenues"),
    decimal(
        "load_test.expected_peak_then",
        "The peak that was expected when it was recorded",
        "La pointe attendue au moment où il a été consigné",
    ),
    decimal("load_test.peak_expected_now", "The peak that is expected now", "La pointe attendue à présent"),
    truth("load_test.held", "The service level was held during the test", "Le niveau de service a tenu durant l'essai"),
    truth(
        "load_test.production_like",
        "It ran where conditions are like those of production",
        "Il s'est déroulé dans des conditions semblables à la production",
    ),
    truth(
        "load_test.same_level",
        "The service level is the one that the test was held against",
        "Le niveau de service est celui auquel l'essai a été mesuré",
    ),
    truth(
        "load_test.same_release",
        "It tested the release that is pinned",
        "Il portait sur la version qui est figée",
    ),
)

LOAD_TEST: Area[Item] = Area(
    name="load_test",
    items=(Pinned, Peaks, Levels, Run, Reported),
    handles=(
        ReleasePinned,
        PeakLoadExpected,
        ServiceLevelSet,
        LoadTestRecorded,
        EvidenceSubmitted,
        EvidenceRevised,
        EvidenceWithdrawn,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    turns=turns,
    meanings=MEANINGS,
)
