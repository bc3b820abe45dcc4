"""A format that is read: how it is told from the others, which values it gives, what reads it."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from services.gates.formats.document import Json, Node
from services.gates.formats.kinds import EvidenceKind
from services.gates.formats.markup import Element
from services.gates.formats.reading import Reading
from shared.kernel.record import record


@record
class DocumentFormat:
    """JSON, held whole; one that is `last` is asked only where no other fits."""

    name: str
    kind: EvidenceKind
    gives: frozenset[str]
    fits: Callable[[Json], bool]
    read: Callable[[Node], Reading]
    last: bool = False


@record
class LineFormat:
    """Lines of text, CSV above all; `read` gets the lines and the name of the file."""

    name: str
    kind: EvidenceKind
    gives: frozenset[str]
    fits: Callable[[str], bool]
    read: Callable[[Iterator[str], str], Reading]


@record
class MarkupFormat:
    """XML with one of these tags at its root."""

    name: str
    kind: EvidenceKind
    gives: frozenset[str]
    roots: frozenset[str]
    read: Callable[[Iterator[Element]], Reading]


Format: TypeAlias = DocumentFormat | LineFormat | MarkupFormat
