"""Sources that answers rest on: approved by their owner, scoped, with access to them controlled."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias, assert_never

from services.gates.domain.facts.complete import Span, complete_once
from services.gates.domain.facts.model import Area, Facts, On, Positions
from services.gates.domain.facts.telling import after, at, count, counted, day, earliest, truth
from shared.events.grounding import (
    GroundingSourceAccessControlled,
    GroundingSourceApproved,
    GroundingSourceDeclared,
    GroundingSourceRetired,
    GroundingSourceRevised,
    GroundingSourceScoped,
)
from shared.events.sources import DataSourceOwnerNamed, DataSourceOwnerVacated, DataSourceRegistered
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Owned: TypeAlias = DataSourceRegistered | DataSourceOwnerNamed | DataSourceOwnerVacated
Changing: TypeAlias = (
    GroundingSourceRevised
    | GroundingSourceScoped
    | GroundingSourceAccessControlled
    | GroundingSourceApproved
    | GroundingSourceRetired
)
Handled: TypeAlias = Owned | GroundingSourceDeclared | Changing


@record
class Grounding:
    """Since which positions a source of data has its owner, or none; where answers rest on it, all the rest.

    `approved_at` is the last one, whatever changed since; `fresh_until` is its last day. `complete` is what it was
    first approved, scoped and access-controlled by.
    """

    owned_at: int | None = None
    declared_at: int | None = None
    revised_at: int | None = None
    scoped_at: int | None = None
    controlled_at: int | None = None
    approved_at: int | None = None
    fresh_until: date | None = None
    retired_at: int | None = None
    complete: Positions = ()

    @property
    def rests_on(self) -> Positions:
        return at(self.owned_at, self.declared_at, self.revised_at, self.scoped_at)

    @property
    def all_of_it(self) -> Positions:
        return at(*self.rests_on, self.controlled_at, self.approved_at, self.retired_at)

    @property
    def stands(self) -> bool:
        """The approval is for the present version and scope, by the present owner."""
        return self.approved_at is not None and self.scoped_at is not None and self.approved_at > max(self.rests_on)


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    return (recorded.event.source_id.hex,)


def fold(source: Grounding | None, recorded: Recorded[Handled]) -> Grounding | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case DataSourceRegistered():
            return Grounding(owned_at=seq if event.owner else None)
        case DataSourceOwnerNamed() | DataSourceOwnerVacated():
            return replaced(source or Grounding(), owned_at=seq)
        case GroundingSourceDeclared():
            return Grounding(owned_at=source.owned_at if source else None, declared_at=seq)
        case _:
            return completed(changed(source, event, seq)) if source and source.declared_at else source


def changed(source: Grounding, event: Changing, seq: int) -> Grounding:
    match event:
        case GroundingSourceRevised():
            return replaced(source, revised_at=seq)
        case GroundingSourceScoped():
            return replaced(source, scoped_at=seq)
        case GroundingSourceAccessControlled():
            return replaced(source, controlled_at=seq)
        case GroundingSourceApproved():
            return replaced(source, approved_at=seq, fresh_until=event.fresh_until)
        case GroundingSourceRetired():
            return replaced(source, retired_at=seq)
        case _:
            assert_never(event)


def completed(source: Grounding) -> Grounding:
    if source.complete or not source.stands or not source.controlled_at:
        return source
    return replaced(source, complete=at(*source.rests_on, source.controlled_at, source.approved_at))


def turns(items: Mapping[str, Grounding]) -> Iterator[date]:
    for source in items.values():
        if source.fresh_until:
            yield after(source.fresh_until)


def span(source: Grounding, since: int) -> Span:
    return Span(since=since, complete=source.complete, until=source.retired_at)


def tell(items: Mapping[str, Grounding], on: On) -> Facts:
    declared = [each for each in items.values() if each.declared_at]
    if not declared:
        return {}
    grounding = [each for each in declared if not each.retired_at]
    others = [each.all_of_it for each in declared]
    standing = ((each.fresh_until, at(*each.rests_on, each.approved_at)) for each in grounding if each.stands)
    live = [(until, positions) for until, positions in standing if until and until >= on.day]
    once = (at(each.declared_at, each.approved_at) for each in grounding if each.approved_at)
    scoped = (at(each.declared_at, each.scoped_at) for each in grounding if each.scoped_at)
    controlled = (at(each.declared_at, each.controlled_at) for each in grounding if each.controlled_at)
    return {
        "grounding.sources": count((at(each.declared_at) for each in grounding), others),
        "grounding.approved": count((positions for _, positions in live), others),
        "grounding.approved_once": count(once, others),
        "grounding.complete_once": complete_once(span(each, each.declared_at) for each in declared if each.declared_at),
        "grounding.scoped": count(scoped, others),
        "grounding.access_controlled": count(controlled, others),
        **earliest("grounding.approved_until", live),
    }


GROUNDING: Area[Grounding] = Area(
    name="grounding",
    items=(Grounding,),
    handles=(
        DataSourceRegistered,
        DataSourceOwnerNamed,
        DataSourceOwnerVacated,
        GroundingSourceDeclared,
        GroundingSourceRevised,
        GroundingSourceScoped,
        GroundingSourceAccessControlled,
        GroundingSourceApproved,
        GroundingSourceRetired,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    turns=turns,
    meanings=(
        counted("grounding.sources", "Sources that answers rest on", "Sources sur lesquelles les réponses s'appuient"),
        counted(
            "grounding.approved",
            "Those with a live approval of their present version and scope by their present owner",
            "Celles dont le propriétaire actuel approuve, à ce jour, la version et la portée actuelles",
        ),
        counted(
            "grounding.approved_once",
            "Those that were approved, whatever has changed since",
            "Celles qui ont été approuvées, quoi qu'il ait changé depuis",
        ),
        counted("grounding.scoped", "Those that have a scope", "Celles dont la portée est définie"),
        counted(
            "grounding.access_controlled",
            "Those to which access is controlled",
            "Celles dont l'accès est contrôlé",
        ),
        truth(
            "grounding.complete_once",
            "All that there were then were approved, scoped and access-controlled, together, once",
            "Toutes celles d'alors ont été approuvées, délimitées et à accès contrôlé, ensemble, une fois",
        ),
        day(
            "grounding.approved_until",
            "The day on which the first of the live approvals ends",
            "Le jour où prend fin la première des approbations en vigueur",
        ),
    ),
)
