"""A tenant's own frameworks."""

import json
from dataclasses import replace

import pytest

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.publishing import (
    PUBLISHING,
    FrameworkHasMistakes,
    FrameworkNameReserved,
    FrameworkVersionNotNext,
    PublishFramework,
)
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS
from shared.events.frameworks import FrameworkPublished
from shared.events.people import Role
from shared.eventstore.codec import LARGEST, canonical
from shared.kernel.refusal import NotWellFormed
from tests.facts.frameworks import CLAIMS_PUBLISHED, CLAIMS_RULES
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=PUBLISHING).given
PUBLISH = PublishFramework(name="claims", document=CLAIMS_RULES)
SECOND_RULES = CLAIMS_RULES.replace("version: 1", "version: 2").replace("50000", "40000")
SECOND = read(SECOND_RULES)
SECOND_PUBLISHED = FrameworkPublished(name="claims", version=2, digest=digest(SECOND), document=document(SECOND))


def test_a_framework_is_published_as_one_text_for_ever() -> None:
    given().when(PUBLISH).then(CLAIMS_PUBLISHED)
    assert len(canonical({"document": CLAIMS_PUBLISHED.document})) < LARGEST
    assert json.loads(CLAIMS_PUBLISHED.document)["criteria"][0]["code"] == "appeals"


def test_its_next_version_follows_on_the_last() -> None:
    given(CLAIMS_PUBLISHED).when(PublishFramework(name="claims", document=SECOND_RULES)).then(SECOND_PUBLISHED)


def test_the_same_framework_again_publishes_nothing() -> None:
    given(CLAIMS_PUBLISHED).when(PUBLISH).then_nothing()


def test_json_is_the_same_framework_as_its_yaml() -> None:
    given(CLAIMS_PUBLISHED).when(replace(PUBLISH, document=CLAIMS_PUBLISHED.document)).then_nothing()


def test_a_version_that_somebody_published_meanwhile_stands() -> None:
    changed = replace(PUBLISH, document=CLAIMS_RULES.replace("50000", "60000"))
    given(CLAIMS_PUBLISHED).when(changed).refused(FrameworkVersionNotNext, saying="now is 2")
    given(CLAIMS_PUBLISHED, SECOND_PUBLISHED).when(PUBLISH).refused(FrameworkVersionNotNext, saying="now is 3")


def test_no_version_is_left_out() -> None:
    first = PublishFramework(name="claims", document=SECOND_RULES)
    given().when(first).refused(FrameworkVersionNotNext, where=("input", "document"), saying="now is 1")


def test_the_framework_that_ships_is_nobodys_own() -> None:
    mine = PublishFramework(name="fairway", document=document(FRAMEWORKS["fairway", 1]))
    given().when(mine).refused(FrameworkNameReserved, where=("input", "name"))


def test_the_name_is_that_of_the_document() -> None:
    other = replace(PUBLISH, name="fairness")
    given().when(other).refused(NotWellFormed, where=("input", "name"), saying="of the framework claims")


def test_all_that_is_wrong_with_it_is_told() -> None:
    wrong = CLAIMS_RULES.replace("upheld_share <= 50000", "upheld <= 1").replace("stage: adoption", "stage: orbit")
    asking = given().when(replace(PUBLISH, document=wrong))
    asking.refused(FrameworkHasMistakes, where=("input", "document"), saying="15:15: there is no fact evidence_appeal")
    asking.refused(FrameworkHasMistakes, saying="; 20:13: orbit is none of")


def test_of_very_many_mistakes_the_first_are_told_and_how_many_more_there_are() -> None:
    wrong = CLAIMS_RULES + "".join(f"more_{n}: 1\n" for n in range(30))
    given().when(replace(PUBLISH, document=wrong)).refused(FrameworkHasMistakes, saying="; + 10")


@pytest.mark.parametrize(
    "rule",
    [
        "[1, 2].all(x, x > 0)",
        "'a'.matches('(a+)+$')",
        "true" + " && true" * 400,
        "(" * 90 + "true" + ")" * 90,
        "day / 0",
    ],
)
def test_a_rule_that_loops_or_takes_long_or_says_nothing_true_is_not_published(rule: str) -> None:
    hostile = CLAIMS_RULES.replace("evidence_appeal_sample.upheld_share <= 50000", f'"{rule}"')
    given().when(replace(PUBLISH, document=hostile)).refused(FrameworkHasMistakes, saying="15:")


def test_administrators_and_governance_reviewers_publish() -> None:
    assert PUBLISHING.permits == {PublishFramework: {Role.ADMINISTRATOR, Role.GOVERNANCE_REVIEWER}}
    assert PUBLISHING.stream(PUBLISH) == "framework-claims"
    assert PUBLISHING.engagement(PUBLISH) is None
