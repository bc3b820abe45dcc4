"""Work streams, stages and templates of gaps, one sentence per test."""

from dataclasses import replace
from typing import Any

import pytest

from services.engagement.domain.gap import GROUPING, LinkGapToStage, TagWorkstream, UntagWorkstream
from services.engagement.domain.gap.grouping import GroupingCommand
from services.engagement.domain.gap_defaults import LATEST_DEFAULTS, read_defaults
from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.register import OPENING, OpenGap, UnknownGapTemplate
from services.engagement.domain.roles import CONTRIBUTORS
from services.engagement.domain.stage_policy import LATEST_POLICY
from services.engagement.domain.workstreams import LATEST_WORKSTREAMS, UnknownWorkstream, read_workstreams
from shared.events.gaps import Cause, GapEvent, GapKind, GapOpened, GapTemplateUsed, GapWorkstreamTagged, Severity
from shared.events.stages import Stage
from shared.events.tenants import Locale
from shared.kernel.refusal import NotWellFormed
from shared.policy.shipped import CatalogueInvalid
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import (
    CANCELLED,
    GAP_ID,
    LOAD_TEST_ID,
    LOAD_TEST_LINKED,
    LOAD_TEST_OPENED,
    OPENED,
    STAGE_LINKED,
    TAGGED,
    UNTAGGED,
)
from tests.scenario import Scenario

given = Scenario(decider=GROUPING).given
opening = Scenario(decider=OPENING).given

TAG = TagWorkstream(gap_id=GAP_ID, workstream="infrastructure")
UNTAG = UntagWorkstream(gap_id=GAP_ID, workstream="infrastructure")
LINK = LinkGapToStage(gap_id=GAP_ID, stage=Stage.HARDENING)

# --- Work streams -----------------------------------------------------------


@pytest.mark.req("RF8")
def test_the_six_bands_are_shipped_data_in_both_languages() -> None:
    bands = ["readiness", "governance", "infrastructure", "adoption", "outcome", "scale_architecture"]
    assert list(LATEST_WORKSTREAMS.by_name) == bands
    assert all(each.label.en and each.label.fr for each in LATEST_WORKSTREAMS.by_name.values())


@pytest.mark.req("RF8")
def test_every_deliverable_belongs_to_one_work_stream() -> None:
    names = [name for stage in LATEST_POLICY.stages.values() for name in stage.deliverable_names]
    assert len(names) == 15
    assert all(LATEST_WORKSTREAMS.of_deliverable(name) for name in names)
    assert LATEST_WORKSTREAMS.of_deliverable("a cake") is None


@pytest.mark.req("RF8")
@pytest.mark.parametrize("past", [[], [CANCELLED], [TAGGED, UNTAGGED]])
def test_a_gap_is_tagged_with_a_work_stream_settled_or_not(past: list[GapEvent]) -> None:
    given(OPENED, *past).when(TAG).then(TAGGED)
    given(OPENED, *past, TAGGED).when(TAG).then_nothing()
    given(OPENED, *past).when(UNTAG).then_nothing()
    given(OPENED, *past, TAGGED).when(UNTAG).then(UNTAGGED)
    other = replace(TAGGED, workstream="governance")
    given(OPENED, *past, TAGGED).when(replace(TAG, workstream="governance")).then(other)


@pytest.mark.req("RF8")
@pytest.mark.parametrize("command", [TAG, UNTAG])
def test_no_gap_belongs_to_a_work_stream_that_does_not_exist(command: TagWorkstream | UntagWorkstream) -> None:
    asked = given(OPENED).when(replace(command, workstream="cooking"))
    asked.refused(UnknownWorkstream, where=("input", "workstream"), saying="scale_architecture")


@pytest.mark.req("RF8")
def test_a_tag_of_an_older_version_can_still_be_taken_off() -> None:
    old = replace(TAGGED, workstream="of_old")
    given(OPENED, old).when(replace(UNTAG, workstream="of_old")).then(replace(UNTAGGED, workstream="of_old"))


GOOD = {"name": "one", "en": "One", "fr": "Un", "deliverables": []}
ALL = {**GOOD, "deliverables": [name for each in LATEST_WORKSTREAMS.by_name.values() for name in each.deliverables]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 0, "workstreams": [ALL]},
        {"version": 1, "workstreams": []},
        {"version": 1, "workstreams": ["one"]},
        {"version": 1, "workstreams": [GOOD]},
        {"version": 1, "workstreams": [ALL, GOOD]},
        {"version": 1, "workstreams": [ALL, {**ALL, "name": "two"}]},
        {"version": 1, "workstreams": [{**ALL, "name": "No Name"}]},
    ],
)
def test_work_streams_that_do_not_say_what_they_must_are_not_read(wrong: dict[str, object]) -> None:
    assert read_workstreams(str({"version": 1, "workstreams": [ALL]})).version == 1
    with pytest.raises(CatalogueInvalid):
        read_workstreams(str(wrong))


# --- Stages -----------------------------------------------------------------


@pytest.mark.req("RP2")
def test_a_gap_is_linked_to_the_stage_that_closes_it() -> None:
    given(OPENED).when(LINK).then(STAGE_LINKED)
    given(OPENED, STAGE_LINKED).when(LINK).then_nothing()
    closure = replace(STAGE_LINKED, stage="closure")
    given(OPENED, STAGE_LINKED).when(replace(LINK, stage=Stage.CLOSURE)).then(closure)


@pytest.mark.parametrize("command", [TAG, UNTAG, LINK])
def test_only_a_gap_that_was_opened_is_grouped(command: GroupingCommand) -> None:
    given().when(command).refused(GapNotFound)
    assert GROUPING.stream(command) == f"gap-{GAP_ID}"
    assert set(GROUPING.permits.values()) == {CONTRIBUTORS}


PERFORMANCE = OpenGap(
    gap_id=LOAD_TEST_ID,
    engagement_id=ENGAGEMENT,
    title=LOAD_TEST_OPENED.title,
    detail="",
    kind=GapKind.PERFORMANCE,
    cause=LOAD_TEST_OPENED.cause,
    severity=None,
)


@pytest.mark.req("RP2")
def test_a_performance_gap_blocks_and_is_closed_by_hardening_unless_somebody_says_otherwise() -> None:
    opening(STARTED).when(PERFORMANCE).then(LOAD_TEST_OPENED, LOAD_TEST_LINKED)
    opening(STARTED, LOAD_TEST_OPENED, LOAD_TEST_LINKED).when(PERFORMANCE).then_nothing()
    minor = replace(PERFORMANCE, severity=Severity.MINOR)
    opening(STARTED).when(minor).then(replace(LOAD_TEST_OPENED, severity=Severity.MINOR), LOAD_TEST_LINKED)


@pytest.mark.parametrize("kind", sorted(set(GapKind) - {GapKind.PERFORMANCE}))
def test_the_severity_of_any_other_kind_must_be_said(kind: GapKind) -> None:
    opening(STARTED).when(replace(PERFORMANCE, kind=kind)).refused(NotWellFormed, where=("input", "severity"))


# --- Templates --------------------------------------------------------------

FROM_TEMPLATE = OpenGap(
    gap_id=LOAD_TEST_ID,
    engagement_id=ENGAGEMENT,
    title="",
    detail="",
    kind=None,
    cause=None,
    severity=None,
    template="loose_grounding",
)
TEMPLATE = LATEST_DEFAULTS.templates["loose_grounding"]
MADE = GapOpened(
    gap_id=LOAD_TEST_ID,
    engagement_id=ENGAGEMENT,
    title=TEMPLATE.title.en,
    detail=TEMPLATE.detail.en,
    kind=GapKind.PERFORMANCE,
    cause=Cause.DATA_NOT_REPRESENTATIVE,
    severity=Severity.BLOCKING,
)
ALONG = (
    GapTemplateUsed(gap_id=LOAD_TEST_ID, template="loose_grounding", policy=1),
    GapWorkstreamTagged(gap_id=LOAD_TEST_ID, workstream="readiness", policy=1),
    GapWorkstreamTagged(gap_id=LOAD_TEST_ID, workstream="governance", policy=1),
    LOAD_TEST_LINKED,
)


@pytest.mark.req("RP3")
def test_the_common_performance_gaps_are_templates() -> None:
    assert list(LATEST_DEFAULTS.templates) == ["data_quality_on_contact", "loose_grounding"]
    assert {each.kind for each in LATEST_DEFAULTS.templates.values()} == {GapKind.PERFORMANCE}


@pytest.mark.req("RP3")
def test_a_gap_takes_from_its_template_what_nobody_said() -> None:
    opening(STARTED).when(FROM_TEMPLATE).then(MADE, *ALONG)
    opening(STARTED, MADE, *ALONG).when(FROM_TEMPLATE).then_nothing()
    own = replace(FROM_TEMPLATE, title="Our own words", severity=Severity.MAJOR, cause=Cause.SUCCESS_UNDEFINED)
    said = replace(MADE, title="Our own words", severity=Severity.MAJOR, cause=Cause.SUCCESS_UNDEFINED)
    opening(STARTED).when(own).then(said, *ALONG)


@pytest.mark.req("RP3")
def test_the_words_of_a_template_come_in_the_language_that_was_named() -> None:
    french = replace(MADE, title=TEMPLATE.title.fr, detail=TEMPLATE.detail.fr)
    opening(STARTED).when(replace(FROM_TEMPLATE, locale=Locale.FR)).then(french, *ALONG)


@pytest.mark.req("RP3")
def test_a_template_that_does_not_exist_gives_nothing() -> None:
    asked = opening(STARTED).when(replace(FROM_TEMPLATE, template="magic"))
    asked.refused(UnknownGapTemplate, where=("input", "template"), saying="loose_grounding")


@pytest.mark.parametrize("field", ["kind", "cause", "severity", "title"])
def test_without_a_template_what_a_gap_needs_must_be_said(field: str) -> None:
    nothing: dict[str, Any] = {field: "" if field == "title" else None}
    wanted = replace(PERFORMANCE, kind=GapKind.DATA, severity=Severity.MINOR)
    opening(STARTED).when(replace(wanted, **nothing)).refused(NotWellFormed, where=("input", field))


LABEL = {"en": "a", "fr": "b"}
OF_A_KIND = {"kind": "data", "stage": "closure", "severity": "minor"}
A_TEMPLATE = {
    "name": "one",
    "kind": "data",
    "cause": "success_undefined",
    "severity": "minor",
    "workstreams": ["outcome"],
    "title": LABEL,
    "detail": LABEL,
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 0, "kinds": [], "templates": []},
        {"version": 1, "kinds": [{**OF_A_KIND, "more": 1}], "templates": []},
        {"version": 1, "kinds": [OF_A_KIND, OF_A_KIND], "templates": []},
        {"version": 1, "kinds": [], "templates": [A_TEMPLATE, A_TEMPLATE]},
        {"version": 1, "kinds": [], "templates": [{**A_TEMPLATE, "workstreams": ["cooking"]}]},
        {"version": 1, "kinds": [], "templates": [{**A_TEMPLATE, "title": "One"}]},
    ],
)
def test_defaults_that_do_not_say_what_they_must_are_not_read(wrong: dict[str, object]) -> None:
    right = {"version": 1, "kinds": [OF_A_KIND], "templates": [A_TEMPLATE]}
    assert list(read_defaults(str(right)).templates) == ["one"]
    with pytest.raises(CatalogueInvalid):
        read_defaults(str(wrong))
