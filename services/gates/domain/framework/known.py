"""The frameworks that anything may need: those that ship, and what the tenant published."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS, Edition
from shared.events.frameworks import FrameworkPublished
from shared.events.verdicts import FrameworkRef
from shared.kernel.recorded import Recorded


def edition_of(ref: FrameworkRef | FrameworkPublished) -> Edition:
    return ref.name, ref.version


def framework_of(edition: Edition, published: Mapping[Edition, str]) -> Framework:
    """It ships, or was published before anybody could refer to it: nobody publishes under a name that ships."""
    return FRAMEWORKS.get(edition) or of_document(published[edition])


def frameworks_of(refs: Sequence[FrameworkRef], seen: Iterable[Recorded[Any]]) -> tuple[Framework, ...]:
    """In the order of the references."""
    events = (each.event for each in seen if isinstance(each.event, FrameworkPublished))
    published = {edition_of(event): event.document for event in events}
    return tuple(framework_of(edition_of(ref), published) for ref in refs)


@lru_cache(maxsize=64)
def of_document(document: str) -> Framework:
    return read(document)
