"""The frameworks that a decision may need: those that ship, and what the tenant published."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS
from shared.events.frameworks import FrameworkPublished
from shared.events.verdicts import FrameworkRef
from shared.kernel.recorded import Recorded


def frameworks_of(refs: Sequence[FrameworkRef], seen: Iterable[Recorded[Any]]) -> tuple[Framework, ...]:
    """In the order of the references. Each was published, or ships, before anybody could refer to it."""
    documents = {each.event.digest: each.event.document for each in seen if isinstance(each.event, FrameworkPublished)}
    return tuple(
        of_document(documents[ref.digest]) if ref.digest in documents else FRAMEWORKS[ref.name, ref.version]
        for ref in refs
    )


@lru_cache(maxsize=64)
def of_document(document: str) -> Framework:
    return read(document)
