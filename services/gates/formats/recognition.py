"""Reading a result file: which format it is in is told by what it holds, or by whoever hands it in."""

from collections.abc import Iterator
from typing import TypeVar

from services.gates.formats.document import Node, parsed
from services.gates.formats.format import DocumentFormat, Format, LineFormat, MarkupFormat
from services.gates.formats.known import FORMATS, format_named, names
from services.gates.formats.markup import elements, root
from services.gates.formats.reading import Reading
from services.gates.formats.refusals import AmbiguousFormat, NotOfThisFormat, UnknownFormat
from services.gates.formats.source import Content, opened
from services.gates.formats.table import written

Shape = TypeVar("Shape", DocumentFormat, LineFormat, MarkupFormat)


def read(content: Content, *, format: str | None = None, name: str = "") -> Reading:  # noqa: A002 - the callers' word
    """What the file measured. All that is wrong with it is a refusal.

    `content` comes whole or in chunks, which are read once and not kept; `name` is the file's.
    """
    wanted = FORMATS if format is None else (format_named(format),)
    start, incoming = opened(content)
    match start.lstrip()[:1]:
        case b"{" | b"[":
            return _document(incoming, wanted)
        case b"<":
            return _markup(start, incoming, wanted)
        case _:
            return _lines(start, incoming, wanted, name)


def _document(incoming: Iterator[bytes], wanted: tuple[Format, ...]) -> Reading:
    possible = [format_ for format_ in wanted if isinstance(format_, DocumentFormat)] or _none(wanted)
    content = parsed(incoming)
    fitting = [format_ for format_ in possible if format_.fits(content)]
    first = [format_ for format_ in fitting if not format_.last]
    return _only(first or fitting, wanted).read(Node(value=content))


def _markup(start: bytes, incoming: Iterator[bytes], wanted: tuple[Format, ...]) -> Reading:
    possible = [format_ for format_ in wanted if isinstance(format_, MarkupFormat)] or _none(wanted)
    first = root(start)
    fitting = [format_ for format_ in possible if first and first.name in format_.roots]
    return _only(fitting, wanted).read(elements(incoming))


def _lines(start: bytes, incoming: Iterator[bytes], wanted: tuple[Format, ...], name: str) -> Reading:
    possible = [format_ for format_ in wanted if isinstance(format_, LineFormat)] or _none(wanted)
    first = start.lstrip(b"\r\n").partition(b"\n")[0].decode("utf-8", "replace").rstrip("\r")
    fitting = [format_ for format_ in possible if format_.fits(first)]
    return _only(fitting, wanted).read(written(incoming), name)


def _none(wanted: tuple[Format, ...]) -> list[Shape]:
    raise _refused(wanted)


def _only(fitting: list[Shape], wanted: tuple[Format, ...]) -> Shape:
    if len(fitting) > 1:
        raise AmbiguousFormat(formats=names(tuple(fitting)))
    if not fitting:
        raise _refused(wanted)
    return fitting[0]


def _refused(wanted: tuple[Format, ...]) -> UnknownFormat | NotOfThisFormat:
    return UnknownFormat(formats=names()) if len(wanted) > 1 else NotOfThisFormat(format=wanted[0].name)
