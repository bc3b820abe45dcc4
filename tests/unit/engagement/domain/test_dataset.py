"""A set of data that the model is tried on, one sentence per test."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.engagement.domain.dataset import (
    DATASET,
    DatasetCommand,
    DatasetNotFound,
    DeclareDataset,
    ReviseDataset,
)
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.on_record import AlreadyOnRecord
from services.engagement.domain.source import DataSourceNotFound
from shared.events.datasets import DatasetContent
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.hardening import CONTENT, DATASET_DECLARED, DATASET_ID, DATASET_REVISED, WITH_SCANS
from tests.facts.people import NOW
from tests.facts.sources import SOURCE_ID, SOURCE_REGISTERED
from tests.scenario import Scenario

given = Scenario(decider=DATASET).given

DECLARE = DeclareDataset(dataset_id=DATASET_ID, engagement_id=ENGAGEMENT, name=DATASET_DECLARED.name, content=CONTENT)
REVISE = ReviseDataset(dataset_id=DATASET_ID, content=WITH_SCANS, reason=DATASET_REVISED.reason)
BEGUN = (STARTED, SOURCE_REGISTERED)
DECLARED = (*BEGUN, DATASET_DECLARED)
REVISED = (*DECLARED, DATASET_REVISED)
ELSEWHERE = replace(SOURCE_REGISTERED, source_id=UUID(int=0x52), engagement_id=UUID(int=0xE2))
TODAY = NOW.date()


@pytest.mark.req("RH1")
def test_a_dataset_is_declared_with_what_it_stands_for() -> None:
    given(*BEGUN).when(DECLARE).then(DATASET_DECLARED)
    given().when(DECLARE).refused(EngagementNotFound)


def test_the_same_declaration_again_changes_nothing_and_another_under_its_id_is_refused() -> None:
    given(*REVISED).when(DECLARE).then_nothing()
    given(*DECLARED).when(replace(DECLARE, name="Claims of the spring")).refused(AlreadyOnRecord)


@pytest.mark.req("RH1")
def test_a_revised_dataset_is_another_version() -> None:
    given(*DECLARED).when(REVISE).then(DATASET_REVISED)
    given(*REVISED).when(replace(REVISE, content=CONTENT)).then(replace(DATASET_REVISED, version=3, content=CONTENT))
    given(*REVISED).when(REVISE).then_nothing()
    given(*BEGUN).when(REVISE).refused(DatasetNotFound)
    given(*DECLARED).when(replace(REVISE, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (replace(CONTENT, drawn=" "), "drawn"),
        (replace(CONTENT, rows=0), "rows"),
        (replace(CONTENT, rows=2**53), "rows"),
        (replace(CONTENT, digest="none"), "digest"),
        (replace(CONTENT, last_day=date(2025, 11, 30)), "lastDay"),
        (replace(CONTENT, sources=tuple(map(UUID, (f"{number:032x}" for number in range(51))))), "sourceIds"),
    ],
)
def test_what_is_in_it_is_said_in_full(content: DatasetContent, field: str) -> None:
    given(*BEGUN).when(replace(DECLARE, content=content)).refused(NotWellFormed, where=("input", field))
    given(*DECLARED).when(replace(REVISE, content=content)).refused(NotWellFormed, where=("input", field))


def test_a_dataset_is_named() -> None:
    given(*BEGUN).when(replace(DECLARE, name="")).refused(NotWellFormed, where=("input", "name"))


def test_data_of_one_day_may_reach_to_today_and_no_further() -> None:
    today = replace(CONTENT, first_day=TODAY, last_day=TODAY)
    given(*BEGUN).when(replace(DECLARE, content=today)).then(replace(DATASET_DECLARED, content=today))
    later = replace(CONTENT, last_day=TODAY + timedelta(days=1))
    given(*BEGUN).when(replace(DECLARE, content=later)).refused(InTheFuture, where=("input", "lastDay"))


def test_its_sources_are_sources_of_the_engagement_each_named_once_in_no_order() -> None:
    second = replace(SOURCE_REGISTERED, source_id=UUID(int=0x50))
    both = replace(CONTENT, sources=(SOURCE_ID, second.source_id, SOURCE_ID))
    told = replace(CONTENT, sources=(second.source_id, SOURCE_ID))
    given(*BEGUN, second).when(replace(DECLARE, content=both)).then(replace(DATASET_DECLARED, content=told))
    given(*BEGUN).when(replace(DECLARE, content=both)).refused(DataSourceNotFound, where=("input", "sourceIds"))
    foreign = replace(CONTENT, sources=(ELSEWHERE.source_id,))
    for command, past in ((DECLARE, BEGUN), (REVISE, DECLARED)):
        given(*past, ELSEWHERE).when(replace(command, content=foreign)).refused(DataSourceNotFound)


def test_data_may_come_from_no_source_at_all() -> None:
    none = replace(CONTENT, sources=())
    given(STARTED).when(replace(DECLARE, content=none)).then(replace(DATASET_DECLARED, content=none))


@pytest.mark.parametrize("command", [DECLARE, REVISE])
def test_a_decision_stands_on_the_engagement_and_the_sources_that_are_named(command: DatasetCommand) -> None:
    assert DATASET.stream(command) == f"dataset-{DATASET_ID}"
    looked_at = [scope.id for scope in DATASET.looks_at(command)]
    source = f"source-{SOURCE_ID}"
    first = isinstance(command, DeclareDataset)
    assert looked_at == ([f"engagement-{ENGAGEMENT}", source] if first else [source])
    assert DATASET.engagement(command) == (ENGAGEMENT if first else None)


def test_a_history_that_begins_with_a_revision_is_no_history() -> None:
    with pytest.raises(DatasetNotFound):
        DATASET.replay([DATASET_REVISED])
