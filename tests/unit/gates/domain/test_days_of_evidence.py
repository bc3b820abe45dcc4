"""For how long evidence counts: no longer than its criterion lets it, whatever it says of itself."""

from dataclasses import replace

import pytest

from services.gates.domain.evidence import EVIDENCE
from shared.kernel.decider import Reach
from tests.facts.engagements import STARTED
from tests.facts.evidence import EVIDENCE_SUBMITTED
from tests.facts.frameworks import CLAIMS_PUBLISHED, STACKED
from tests.facts.people import BO
from tests.facts.releases import PINNED
from tests.history import recorded
from tests.scenario import Scenario
from tests.unit.gates.domain.test_evidence import A_DAY, ARTEFACT, EXPIRE, SUBMIT, TODAY, UNDER_WAY

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=EVIDENCE).given
HEARTBEAT = replace(SUBMIT, criterion="fairway/quality_baseline", kind="monitor_heartbeat")


@pytest.mark.parametrize(
    ("began", "declared", "counts"),
    [
        (0, 1_000, 1),
        (0, 1, 1),
        (1, 1_000, 0),
        (400, 1_000, 0),
    ],
)
def test_evidence_counts_for_no_longer_than_its_criterion_lets_it(began: int, declared: int, counts: int) -> None:
    """Whatever it says of itself; of what is older than that the last day is the one on which it is shown."""
    first = TODAY - began * A_DAY
    artefact = replace(ARTEFACT, valid_from=first, valid_until=first + declared * A_DAY)
    wanted = replace(
        EVIDENCE_SUBMITTED,
        criterion=HEARTBEAT.criterion,
        kind=HEARTBEAT.kind,
        valid_from=first,
        valid_until=TODAY + counts * A_DAY,
    )
    given(*UNDER_WAY).when(replace(HEARTBEAT, artefact=artefact), by=BO).then(wanted)


def test_of_several_criteria_the_one_that_takes_it_longest_counts_in_frameworks_of_the_tenants_own_too() -> None:
    shown = replace(SUBMIT, criterion="claims/appeals", kind="appeal_sample")
    artefact = replace(ARTEFACT, valid_from=TODAY, valid_until=TODAY + 1_000 * A_DAY)
    wanted = replace(EVIDENCE_SUBMITTED, criterion=shown.criterion, kind=shown.kind, valid_from=TODAY)
    past = given(STARTED, CLAIMS_PUBLISHED, STACKED, PINNED)
    past.when(replace(shown, artefact=artefact), by=BO).then(replace(wanted, valid_until=TODAY + 90 * A_DAY))


def test_what_says_how_long_it_counts_is_looked_at() -> None:
    known = EVIDENCE.looks_further(SUBMIT, recorded([STARTED, STACKED]))
    assert [(each.reach, each.id) for each in known] == [(Reach.STREAM, "framework-claims")]
    assert EVIDENCE.looks_further(EXPIRE, recorded([STARTED, STACKED])) == ()
