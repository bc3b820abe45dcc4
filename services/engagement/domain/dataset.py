"""A set of data that the model is tried on: declared with what it stands for, and revised."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.amounts import counted
from services.engagement.domain.evidence import digested
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.on_record import once
from services.engagement.domain.reported import past
from services.engagement.domain.roles import HARDENERS
from services.engagement.domain.source import DataSourceNotFound
from shared.events.datasets import DatasetContent, DatasetDeclared, DatasetEvent, DatasetRevised
from shared.events.engagements import EngagementStarted
from shared.events.sources import DataSourceRegistered
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.text import line, prose

MOST_SOURCES = 50

# --- Commands ---------------------------------------------------------------


@record
class DeclareDataset:
    dataset_id: UUID
    engagement_id: UUID
    name: str
    content: DatasetContent


@record
class ReviseDataset:
    """The whole content as it now is."""

    dataset_id: UUID
    content: DatasetContent
    reason: str


DatasetCommand: TypeAlias = DeclareDataset | ReviseDataset

# --- Refusals ---------------------------------------------------------------


class DatasetNotFound(Refused):
    """There is no such dataset."""


# --- State ------------------------------------------------------------------


@record
class Declared:
    """`content` is that of the last version."""

    first: DatasetDeclared
    version: int
    content: DatasetContent


@record
class Dataset:
    """What a decision stands on: the dataset if it was declared, and the engagements of the sources it may name."""

    started: bool = False
    sources: Mapping[UUID, UUID] = field(default_factory=dict)
    declared: Declared | None = None


Told: TypeAlias = DatasetEvent | EngagementStarted | DataSourceRegistered


def evolve(dataset: Dataset, event: Told) -> Dataset:
    match event:
        case EngagementStarted():
            return replace(dataset, started=True)
        case DataSourceRegistered():
            return replace(dataset, sources={**dataset.sources, event.source_id: event.engagement_id})
        case DatasetDeclared():
            return replace(dataset, declared=Declared(first=event, version=1, content=event.content))
        case DatasetRevised():
            before = declared(dataset)
            return replace(dataset, declared=replace(before, version=event.version, content=event.content))
        case _:
            assert_never(event)


def declared(dataset: Dataset) -> Declared:
    if dataset.declared is None:
        raise DatasetNotFound
    return dataset.declared


# --- Decisions --------------------------------------------------------------


def declare(command: DeclareDataset, dataset: Dataset, asked: Asked) -> list[DatasetEvent]:
    fact = DatasetDeclared(
        dataset_id=command.dataset_id,
        engagement_id=command.engagement_id,
        name=line("name", command.name),
        content=checked(command.content, asked),
    )
    if not dataset.started:
        raise EngagementNotFound
    if dataset.declared is not None:
        return once(dataset.declared.first, fact)
    known(fact.content, dataset, command.engagement_id)
    return [fact]


def revise(command: ReviseDataset, dataset: Dataset, asked: Asked) -> list[DatasetEvent]:
    reason = prose("reason", command.reason)
    content = checked(command.content, asked)
    before = declared(dataset)
    if before.content == content:
        return []
    known(content, dataset, before.first.engagement_id)
    version = before.version + 1
    return [DatasetRevised(dataset_id=command.dataset_id, version=version, content=content, reason=reason)]


def checked(content: DatasetContent, asked: Asked) -> DatasetContent:
    """The sources in the order of their ids: the order in which they are named says nothing."""
    if content.first_day > content.last_day:
        raise NotWellFormed(where=("input", "lastDay"), problem="lastDay is no earlier than firstDay")
    if len(content.sources) > MOST_SOURCES:
        raise NotWellFormed(where=("input", "sourceIds"), problem=f"sourceIds names at most {MOST_SOURCES} sources")
    return replace(
        content,
        drawn=prose("drawn", content.drawn),
        last_day=past("lastDay", content.last_day, asked),
        rows=counted("rows", content.rows),
        digest=digested("digest", content.digest),
        sources=tuple(sorted(set(content.sources))),
    )


def known(content: DatasetContent, dataset: Dataset, engagement_id: UUID) -> None:
    if any(dataset.sources.get(source) != engagement_id for source in content.sources):
        raise DataSourceNotFound(where=("input", "sourceIds"))


def decide(command: DatasetCommand, dataset: Dataset, asked: Asked) -> list[DatasetEvent]:
    match command:
        case DeclareDataset():
            return declare(command, dataset, asked)
        case ReviseDataset():
            return revise(command, dataset, asked)
        case _:
            assert_never(command)


def looks_at(command: DatasetCommand) -> tuple[Scope, ...]:
    named = sorted(set(command.content.sources))[: MOST_SOURCES + 1]
    sources = tuple(stream_scope(f"source-{source}", DataSourceRegistered) for source in named)
    if isinstance(command, ReviseDataset):
        return sources
    return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted), *sources)


DATASET: Decider[Dataset, DatasetCommand, Told] = Decider(
    initial=Dataset(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"dataset-{command.dataset_id}",
    permits={DeclareDataset: HARDENERS, ReviseDataset: HARDENERS},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id if isinstance(command, DeclareDataset) else None,
)
