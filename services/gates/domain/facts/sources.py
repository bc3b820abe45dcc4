"""Sources of data: whose they are, how delicate, and whether their owner approved access to them."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.gates.domain.facts.complete import Span, complete_once
from services.gates.domain.facts.model import Area, Facts, On, Positions
from services.gates.domain.facts.telling import after, at, count, counted, day, earliest, truth
from shared.events.sources import (
    DataAccessApproved,
    DataAccessRevoked,
    DataClassified,
    DataSourceOwnerNamed,
    DataSourceOwnerVacated,
    DataSourceRegistered,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Owned: TypeAlias = DataSourceRegistered | DataSourceOwnerNamed | DataSourceOwnerVacated
Handled: TypeAlias = Owned | DataClassified | DataAccessApproved | DataAccessRevoked


@record
class Approval:
    """`when` it was given, and `until` its last day."""

    until: date
    at: int
    when: datetime


@record
class DataSource:
    """Since which positions it is there, has its owner or lost it, has its class; `approvals`: not revoked, by access.

    `revoked_at` is where one was revoked last. `complete` is what it was first complete by: its owner, its class and an
    approval after both; where the last approval is revoked, it was never complete.
    """

    registered_at: int
    owned_at: int | None = None
    classified_at: int | None = None
    approvals: Mapping[UUID, Approval] = field(default_factory=dict)
    revoked_at: int | None = None
    complete: Positions = ()
    vacated_at: int | None = None

    @property
    def rests_on(self) -> Positions:
        return at(self.registered_at, self.owned_at, self.vacated_at, self.classified_at)

    @property
    def all_of_it(self) -> Positions:
        return at(*self.rests_on, self.revoked_at, *(each.at for each in self.approvals.values()))

    @property
    def standing(self) -> tuple[Approval, ...]:
        """Approvals given by the present owner for the present class, whatever the day."""
        since = max(self.rests_on)
        return tuple(each for each in self.approvals.values() if each.at > since)


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    return (recorded.event.source_id.hex,)


def fold(source: DataSource | None, recorded: Recorded[Handled]) -> DataSource | None:
    event, seq = recorded.event, recorded.seq
    if isinstance(event, DataSourceRegistered):
        return DataSource(registered_at=seq, owned_at=seq if event.owner else None)
    if source is None:
        return None
    match event:
        case DataSourceOwnerNamed() | DataSourceOwnerVacated():
            return owned(source, event, seq)
        case DataClassified():
            return replaced(source, classified_at=seq)
        case DataAccessApproved():
            approval = Approval(until=event.until, at=seq, when=recorded.occurred_at)
            return approved(replaced(source, approvals={**source.approvals, event.access_id: approval}), seq)
        case DataAccessRevoked():
            left = {key: each for key, each in source.approvals.items() if key != event.access_id}
            complete = source.complete if left else ()
            return replaced(source, approvals=left, revoked_at=seq, complete=complete)
        case _:
            assert_never(event)


def owned(source: DataSource, event: DataSourceOwnerNamed | DataSourceOwnerVacated, seq: int) -> DataSource:
    named = isinstance(event, DataSourceOwnerNamed)
    return replaced(source, owned_at=seq if named else None, vacated_at=None if named else seq)


def approved(source: DataSource, seq: int) -> DataSource:
    if source.complete or not source.owned_at or not source.classified_at:
        return source
    return replaced(source, complete=at(*source.rests_on, seq))


def ends(sources: tuple[DataSource, ...], today: date) -> Iterator[tuple[date, Positions]]:
    """Until when each source that has a live approval has one: the longest of them counts."""
    for source in sources:
        live = [(each.until, each.at) for each in source.standing if each.until >= today]
        if live:
            until, position = max(live)
            yield until, at(*source.rests_on, position)


def given(sources: tuple[DataSource, ...], on: On) -> Iterator[tuple[date, Positions]]:
    """When each source that has a live approval was given one last."""
    for source in sources:
        live = [(each.at, each.when) for each in source.standing if each.until >= on.day]
        if live:
            position, when = max(live)
            yield on.day_of(when), at(*source.rests_on, position)


def once_approved(sources: tuple[DataSource, ...]) -> Iterator[Positions]:
    for source in sources:
        if source.approvals:
            yield at(source.registered_at, max(each.at for each in source.approvals.values()))


def turns(items: Mapping[str, DataSource]) -> Iterator[date]:
    for source in items.values():
        for approval in source.standing:
            yield after(approval.until)


def tell(items: Mapping[str, DataSource], on: On) -> Facts:
    sources = tuple(items.values())
    there = [at(each.registered_at, each.vacated_at) for each in sources]
    theirs = [at(each.registered_at, each.owned_at) for each in sources if each.owned_at]
    classified = [at(each.registered_at, each.classified_at) for each in sources if each.classified_at]
    live = tuple(ends(sources, on.day))
    everything = [each.all_of_it for each in sources]
    return {
        "sources.in_scope": count(there),
        "sources.owned": count(theirs, there),
        "sources.classified": count(classified, there),
        "sources.approved": count((positions for _, positions in live), everything),
        "sources.approved_once": count(once_approved(sources), there),
        "sources.complete_once": complete_once(
            Span(since=each.registered_at, complete=each.complete) for each in sources
        ),
        **earliest("sources.approved_until", live),
        **earliest("sources.oldest_approved_on", given(sources, on)),
    }


SOURCES: Area[DataSource] = Area(
    name="sources",
    items=(DataSource,),
    handles=(
        DataSourceRegistered,
        DataSourceOwnerNamed,
        DataSourceOwnerVacated,
        DataClassified,
        DataAccessApproved,
        DataAccessRevoked,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    turns=turns,
    meanings=(
        counted("sources.in_scope", "Sources of data in scope", "Sources de données visées"),
        counted("sources.owned", "Sources that have an owner", "Sources qui ont un propriétaire"),
        counted("sources.classified", "Sources whose data are classified", "Sources dont les données sont classées"),
        counted(
            "sources.approved",
            "Sources with a live approval by their present owner for their present class",
            "Sources dont l'accès est approuvé, à ce jour, par leur propriétaire actuel pour leur classe actuelle",
        ),
        counted(
            "sources.approved_once",
            "Sources with an approval that nobody revoked, whatever has changed since",
            "Sources dont une approbation n'a pas été révoquée, quoi qu'il ait changé depuis",
        ),
        truth(
            "sources.complete_once",
            "All sources that there were had an owner, a class and an approval after both, together, once",
            "Toutes les sources d'alors ont eu ensemble un propriétaire, une classe et une approbation ensuite",
        ),
        day(
            "sources.approved_until",
            "The day on which the first of the live approvals ends",
            "Le jour où prend fin la première des approbations en vigueur",
        ),
        day(
            "sources.oldest_approved_on",
            "The day on which the oldest of the live approvals was given",
            "Le jour où a été donnée la plus ancienne des approbations en vigueur",
        ),
    ),
)
