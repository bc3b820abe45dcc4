"""The policy of the stages: what ships is whole, and what is not whole is never read."""

from importlib.resources import files

import pytest

from services.engagement.domain.stage_policy import (
    LATEST_POLICY,
    POLICIES,
    SHIPPED_POLICIES,
    Criterion,
    policy_of,
    read_policy,
)
from shared.events.stages import Stage, Track
from shared.policy.shipped import CatalogueInvalid
from tests.facts.stages import DELIVERABLES

TEXT = files("services.engagement.domain").joinpath(SHIPPED_POLICIES[-1]).read_text("utf-8")
STAGES = LATEST_POLICY.stages


def test_the_latest_version_holds_for_what_begins_now() -> None:
    assert LATEST_POLICY == POLICIES[max(POLICIES)] == read_policy(TEXT)
    assert len(POLICIES) == len(SHIPPED_POLICIES)
    assert policy_of(Stage.CLOSURE, None) == policy_of(Stage.CLOSURE, LATEST_POLICY.version) == STAGES[Stage.CLOSURE]


@pytest.mark.req("RSG1")
def test_the_stages_are_numbered_in_their_order() -> None:
    assert [(stage.number, stage) for stage in STAGES] == list(enumerate(Stage, start=1))
    assert [stage.number for stage in Stage] == [1, 2, 3, 4, 5]


@pytest.mark.req("RSG3")
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_three_deliverables_of_its_own(stage: Stage) -> None:
    assert STAGES[stage].deliverable_names == DELIVERABLES[stage]
    others = [name for other in Stage if other is not stage for name in STAGES[other].deliverable_names]
    assert set(others).isdisjoint(DELIVERABLES[stage])


@pytest.mark.req("RSG2")
@pytest.mark.parametrize("stage", Stage)
def test_every_stage_says_what_lets_it_be_entered(stage: Stage) -> None:
    entry = set(STAGES[stage].entry)
    if stage is Stage.ASSESSMENT:
        assert entry == {Criterion.ENGAGEMENT_STARTED}
    else:
        assert entry >= {Criterion.PREVIOUS_GATE, Criterion.PREVIOUS_DELIVERABLES, Criterion.LEAD_NAMED}
    assert (Criterion.PREVIOUS_TRACKS in entry) is (stage is Stage.HARDENING)


@pytest.mark.req("RSG8")
def test_the_second_stage_alone_has_two_tracks() -> None:
    tracks = {stage: STAGES[stage].track_names for stage in Stage}
    assert tracks.pop(Stage.CLOSURE) == set(Track)
    assert set(tracks.values()) == {frozenset()}


@pytest.mark.req("RF9")
def test_everything_that_people_read_reads_in_english_and_french() -> None:
    labels = [*LATEST_POLICY.criteria.values(), *(stage.label for stage in STAGES.values())]
    labels += [each.label for stage in STAGES.values() for each in stage.deliverables]
    assert all(label.en != label.fr for label in labels)
    for language in ("en", "fr"):
        assert len({getattr(label, language) for label in labels}) == len(labels)


BROKEN = {
    "no version": ("version: 1", "edition: 1"),
    "version nought": ("version: 1", "version: 0"),
    "another part": ("version: 1", "version: 1\nauthor: somebody"),
    "a criterion less": ("- {name: lead_named", "- {name: previous_gate"),
    "no such criterion": ("- {name: lead_named", "- {name: budget"),
    "an unnamed criterion": ("- {name: lead_named", "- {title: lead_named"),
    "a stage twice": ("- name: closure", "- name: assessment"),
    "no such stage": ("- name: closure", "- name: party"),
    "a stage with another part": ("tracks: []", "tracks: []\n    colour: red"),
    "an entry criterion twice": (
        "[previous_stage, previous_deliverables, previous_gate, lead_named]",
        "[previous_gate, previous_gate]",
    ),
    "a gate before the first": ("[engagement_started]", "[previous_gate]"),
    "a stage without the gate before it": (
        "[previous_stage, previous_deliverables, previous_gate, lead_named]",
        "[lead_named]",
    ),
    "a deliverable twice": ("name: gap_register", "name: close_out_report"),
    "two deliverables": ("      - {name: gap_register, en: Gap register with owners", "#"),
    "no such track": ("- {name: infrastructure", "- {name: finance"),
    "a label in one language": ("en: Governance, fr: Gouvernance}", "en: Governance}"),
}


@pytest.mark.parametrize(("sound", "broken"), BROKEN.values(), ids=BROKEN)
def test_what_is_not_whole_is_not_read(sound: str, broken: str) -> None:
    assert sound in TEXT
    with pytest.raises(CatalogueInvalid):
        read_policy(TEXT.replace(sound, broken, 1))
