"""What is shown of frameworks, and of what engagements are held to."""

import pytest

from services.gates.domain.framework.model import Words
from services.gates.domain.framework.shipped import FRAMEWORKS as SHIP
from services.gates.domain.framework.shipped import reference
from services.gates.projections.criteria_sets import CRITERIA_SETS, CriteriaSetEntry
from services.gates.projections.frameworks import FRAMEWORKS
from services.gates.queries.frameworks import DOCUMENTS, LINES
from shared.events.stages import Stage, StageEntered, StageReopened
from shared.events.verdicts import FrameworkRef
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.frameworks import ADOPTED, CLAIMS_PUBLISHED, SHIPPED, STACKED
from tests.facts.gates import DECISION
from tests.facts.people import ANA
from tests.history import rows

ENTERED = StageEntered(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, policy=1, decision_id=DECISION)
REOPENED = StageReopened(engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, reason="A source was forgotten.")


def shown(*facts: object) -> CriteriaSetEntry:
    found: CriteriaSetEntry = rows(CRITERIA_SETS, facts)[ENGAGEMENT,]
    return found


@pytest.mark.req("RSG4")
def test_every_version_of_a_framework_is_shown_with_its_document() -> None:
    entry = rows(FRAMEWORKS, [CLAIMS_PUBLISHED])["claims", 1]
    assert (entry.title, entry.criteria) == (Words(en="Fair claims", fr="Indemnisation équitable"), 1)
    assert (entry.digest, entry.document) == (CLAIMS_PUBLISHED.digest, CLAIMS_PUBLISHED.document)
    assert (entry.published_by, entry.published_seq) == (ANA, 1)


@pytest.mark.req("RSG4")
def test_what_ships_is_shown_though_nobody_published_it() -> None:
    assert [(line.name, line.version, line.digest, line.criteria) for line in LINES] == [
        ("fairway", 1, SHIPPED.digest, 20),
        ("fairway", 2, reference(SHIP["fairway", 2]).digest, 20),
        ("fairway", 3, reference(SHIP["fairway", 3]).digest, 20),
    ]
    assert DOCUMENTS["fairway", 1].startswith('{"criteria":[{"code":"data_access"')


@pytest.mark.req("RF4")
def test_an_engagement_is_shown_as_held_to_nothing_until_it_adopts_a_set() -> None:
    assert (shown(STARTED).adopted, shown(STARTED).number, shown(STARTED).version) == (False, 1, 0)
    assert (shown(STARTED, ENTERED).adopted, shown(STARTED, ENTERED).number) == (False, 2)
    assert shown(STARTED, ENTERED, REOPENED).number == 1
    assert shown(STARTED, ADOPTED, ENTERED).adopted


@pytest.mark.req("RA12")
def test_the_last_set_counts() -> None:
    entry = shown(STARTED, ADOPTED, STACKED)
    assert entry.frameworks == (SHIPPED, FrameworkRef(name="claims", version=1, digest=CLAIMS_PUBLISHED.digest))
    assert (entry.reason, entry.adopted_by, entry.version) == (STACKED.reason, ANA, 2)


@pytest.mark.req("RA12")
def test_a_set_before_the_start_was_read_out_of_order() -> None:
    with pytest.raises(LookupError, match="out of order"):
        rows(CRITERIA_SETS, [ADOPTED])
