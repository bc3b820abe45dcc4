"""What the policies of an engagement say that facts are told by, by version: as the engagement itself reads them."""

from collections.abc import Mapping

from shared.events.environments import EnvironmentKind
from shared.events.people import Role
from shared.events.programme import ChangeStage
from shared.events.stages import Stage, Track
from shared.kernel.record import record

WHOLE = 100


@record
class ChangeFigures:
    """In percent; champions for every hundred people."""

    favourable: int
    champions: int
    training: int
    managers: int


FIRST = ChangeFigures(favourable=70, champions=2, training=90, managers=90)
CHANGE: Mapping[int, ChangeFigures] = {1: FIRST, 2: FIRST}
BEFORE_ACCESS: Mapping[int, tuple[ChangeStage, ...]] = dict.fromkeys(
    (1, 2), (ChangeStage.AWARENESS, ChangeStage.DESIRE)
)

LIKE_PRODUCTION: Mapping[int, frozenset[EnvironmentKind]] = {
    1: frozenset({EnvironmentKind.PRE_PRODUCTION, EnvironmentKind.PRODUCTION})
}
OF_THE_BUSINESS = frozenset({Role.BUSINESS_OWNER.value, Role.SPONSOR.value, Role.MANAGER.value})

DELIVERABLES: Mapping[int, Mapping[Stage, tuple[str, ...]]] = {
    1: {
        Stage.ASSESSMENT: ("close_out_report", "gap_register", "readiness_criteria"),
        Stage.CLOSURE: ("governance_approval", "production_infrastructure", "integration_tests"),
        Stage.HARDENING: ("data_validation", "performance_benchmark", "load_tests"),
        Stage.ADOPTION: ("change_programme", "training_materials", "champion_network"),
        Stage.LAUNCH: ("monitoring_dashboard", "adoption_report", "roi_assessment"),
    }
}
TRACKS: Mapping[int, Mapping[Stage, tuple[Track, ...]]] = {1: {Stage.CLOSURE: (Track.GOVERNANCE, Track.INFRASTRUCTURE)}}

ACTIVITIES = frozenset(
    {
        *("readiness_framework", "change_programme", "technical_deployment", "close_out_report", "gap_register"),
        *("readiness_criteria", "governance_package", "production_build", "integration_testing", "data_validation"),
        *("performance_benchmark", "load_test_results", "change_assets", "training_materials", "champion_network"),
        *("go_live_dashboard", "adoption_report", "roi_assessment"),
    }
)


def needed_champions(headcount: int, figures: ChangeFigures) -> int:
    """Rounded up: whoever has people has a champion."""
    return -(-headcount * figures.champions // WHOLE)


def reached(count: int, of: int, percent: int) -> bool:
    """Whether the count is at least so many percent, exactly; of nobody everybody is reached."""
    return count * WHOLE >= of * percent
