"""XML, read tag by tag: nothing is expanded, nothing fetched, no tree is built."""

from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

from services.gates.formats.limits import DEPTH, MARKUP_BYTES, STREAM_BYTES
from services.gates.formats.numbers import shown, whole
from services.gates.formats.refusals import (
    DoctypeDeclared,
    FieldMissing,
    LineTooLong,
    MalformedResult,
    NestedTooDeep,
    WrongEncoding,
)
from services.gates.formats.source import at_most
from shared.kernel.record import record

READ_AS_UTF_8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


@record
class Element:
    """A start tag; the root has depth 1."""

    name: str
    attributes: Mapping[str, str]
    depth: int
    line: int

    def place(self, attribute: str) -> str:
        return f"Line {self.line}, {attribute} of <{self.name}>"

    def count(self, attribute: str) -> int:
        found = self.optional_count(attribute)
        if found is None:
            raise FieldMissing(place=self.place(attribute))
        return found

    def optional_count(self, attribute: str) -> int | None:
        given = self.attributes.get(attribute)
        return None if given is None else whole(given, self.place(attribute))


class _Tags:
    """What the parser has met since it was last asked."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.met: list[Element] = []
        self.depth = 0
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.XmlDeclHandler = self._declaration

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEPTH:
            raise NestedTooDeep(most=DEPTH)
        line = self.parser.CurrentLineNumber
        self.met.append(Element(name=name, attributes=attributes, depth=self.depth, line=line))

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _doctype(self, *_declared: object) -> None:
        raise DoctypeDeclared(line=self.parser.CurrentLineNumber)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in READ_AS_UTF_8:
            raise WrongEncoding(problem=f"this one says that it is in {shown(encoding)}")

    def feed(self, piece: bytes, *, final: bool) -> list[Element]:
        self.met = []
        try:
            self.parser.Parse(piece, final)
        except expat.ExpatError as error:
            place = f"line {error.lineno}, column {error.offset + 1}"
            raise MalformedResult(place=place, problem=f"{expat.ErrorString(error.code)} in XML") from None
        return self.met


def elements(incoming: Iterable[bytes]) -> Iterator[Element]:
    tags = _Tags()
    fed = 0
    for piece in at_most(STREAM_BYTES, incoming):
        fed += len(piece)
        yield from tags.feed(piece, final=False)
        if fed - tags.parser.CurrentByteIndex > MARKUP_BYTES:
            raise LineTooLong(place=f"line {tags.parser.CurrentLineNumber}", most=MARKUP_BYTES)
    yield from tags.feed(b"", final=True)


def root(start: bytes) -> Element | None:
    """The first tag of a file of which this is the start, if it gets that far."""
    return next(iter(_Tags().feed(start, final=False)), None)
