"""The criteria that an engagement is held to: those of the frameworks that were adopted for it."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from services.gates.domain.framework import known
from services.gates.domain.framework.model import Criterion, Framework
from services.gates.domain.framework.shipped import FRAMEWORKS, Edition
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.verdicts import FrameworkRef
from shared.kernel.decider import Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.refusal import Refused
from shared.kernel.replacing import replaced
from shared.rules.asking import facts_of

SHIP = frozenset(name for name, _ in FRAMEWORKS)
EVIDENCE = "evidence_"

AdoptedEvent: TypeAlias = CriteriaSetAdopted | FrameworkPublished


class CriterionNotFound(Refused):
    """There is no such criterion among those that the engagement is held to."""


@record
class Adopted:
    """The set that counts, and the documents of the tenant's own frameworks that were looked at."""

    refs: tuple[FrameworkRef, ...] = ()
    documents: Mapping[Edition, str] = field(default_factory=dict)


NOTHING_ADOPTED = Adopted()


def after(adopted: Adopted, event: AdoptedEvent) -> Adopted:
    match event:
        case CriteriaSetAdopted():
            return replaced(adopted, refs=event.frameworks)
        case FrameworkPublished():
            return replaced(adopted, documents={**adopted.documents, known.edition_of(event): event.document})
        case _:
            assert_never(event)


def framework_of(adopted: Adopted, name: str) -> Framework | None:
    """The version that was adopted of the framework of this name."""
    ref = next((each for each in adopted.refs if each.name == name), None)
    return None if ref is None else known.framework_of(known.edition_of(ref), adopted.documents)


def held_to(adopted: Adopted, told: str) -> tuple[Framework, Criterion]:
    """The criterion that is told as `framework/code`, and the framework that it is of. Raises CriterionNotFound."""
    name, _, code = told.partition("/")
    framework = framework_of(adopted, name)
    found = next((each for each in framework.criteria if each.code == code), None) if framework else None
    if framework is None or found is None:
        raise CriterionNotFound(where=("input", "criterion"))
    return framework, found


def kinds_of(criterion: Criterion) -> frozenset[str]:
    """The kinds of evidence that the criterion hangs on: whoever shows one backs it, whatever they show it for."""
    rules = facts_of(clause.rule for clause in (*criterion.holds, *criterion.current))
    areas = (name.partition(".")[0] for name in (*rules, *(fresh.since for fresh in criterion.fresh)))
    named = (area.removeprefix(EVIDENCE) for area in areas if area.startswith(EVIDENCE))
    return frozenset((*named, *(need.kind for need in criterion.evidence)))


def kinds_behind(adopted: Adopted, told: str) -> frozenset[str]:
    """Those of a criterion in every version of its framework that was looked at, or ships."""
    name, _, code = told.partition("/")
    shipped = (framework for (its, _), framework in FRAMEWORKS.items() if its == name)
    own = (known.of_document(document) for (its, _), document in adopted.documents.items() if its == name)
    return frozenset(
        kind
        for framework in (*shipped, *own)
        for criterion in framework.criteria
        if criterion.code == code
        for kind in kinds_of(criterion)
    )


def days_of(adopted: Adopted, kind: str) -> int | None:
    """How many days evidence of the kind counts, by the criterion that takes it longest; None: no criterion says."""
    frameworks = (framework_of(adopted, ref.name) for ref in adopted.refs)
    needs = (need for each in frameworks if each for criterion in each.criteria for need in criterion.evidence)
    return max((need.days for need in needs if need.kind == kind), default=None)


def documents_behind(seen: Iterable[Recorded[Any]]) -> tuple[Scope, ...]:
    """The streams of the tenant's own frameworks that were adopted."""
    sets = (each.event for each in seen if isinstance(each.event, CriteriaSetAdopted))
    names = dict.fromkeys(ref.name for adopted in sets for ref in adopted.frameworks if ref.name not in SHIP)
    return tuple(stream_scope(f"framework-{name}", FrameworkPublished) for name in names)


def scopes(engagement_id: UUID, told: str) -> tuple[Scope, ...]:
    """What a decision about a criterion has to look at to know it."""
    name = told.partition("/")[0]
    adopted = stream_scope(f"criteria-{engagement_id}", CriteriaSetAdopted)
    return (adopted,) if name in SHIP else (adopted, stream_scope(f"framework-{name}", FrameworkPublished))
