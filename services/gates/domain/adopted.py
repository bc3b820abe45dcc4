"""The criteria that an engagement is held to: those of the frameworks that were adopted for it."""

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias, assert_never
from uuid import UUID

from services.gates.domain.framework.model import Criterion, Framework
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS, Edition
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.verdicts import FrameworkRef
from shared.kernel.decider import Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.replacing import replaced

SHIP = frozenset(name for name, _ in FRAMEWORKS)

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
            edition = (event.name, event.version)
            return replaced(adopted, documents={**adopted.documents, edition: event.document})
        case _:
            assert_never(event)


def framework_of(adopted: Adopted, name: str) -> Framework | None:
    """The version that was adopted of the framework of this name."""
    ref = next((each for each in adopted.refs if each.name == name), None)
    if ref is None:
        return None
    edition = (ref.name, ref.version)
    return FRAMEWORKS.get(edition) or read(adopted.documents[edition])


def held_to(adopted: Adopted, told: str) -> tuple[Framework, Criterion]:
    """The criterion that is told as `framework/code`, and the framework that it is of. Raises CriterionNotFound."""
    name, _, code = told.partition("/")
    framework = framework_of(adopted, name)
    found = next((each for each in framework.criteria if each.code == code), None) if framework else None
    if framework is None or found is None:
        raise CriterionNotFound(where=("input", "criterion"))
    return framework, found


def scopes(engagement_id: UUID, told: str) -> tuple[Scope, ...]:
    """What a decision about a criterion has to look at to know it."""
    name = told.partition("/")[0]
    adopted = stream_scope(f"criteria-{engagement_id}", CriteriaSetAdopted)
    return (adopted,) if name in SHIP else (adopted, stream_scope(f"framework-{name}", FrameworkPublished))
