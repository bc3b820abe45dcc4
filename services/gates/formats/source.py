"""A file as it comes in: in chunks, once, front to back, never more of it in memory than a chunk."""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TypeAlias

from services.gates.formats.limits import LINE_CHARACTERS
from services.gates.formats.refusals import LineTooLong, ResultCompressed, ResultEmpty, ResultTooLarge, WrongEncoding

Content: TypeAlias = bytes | Iterable[bytes]

PIECE = 64 * 1024
MARK = b"\xef\xbb\xbf"
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"\x00")
COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
)


def pieces(content: Content) -> Iterator[bytes]:
    """The chunks in pieces of one size at most, however they arrive."""
    for chunk in (content,) if isinstance(content, bytes) else content:
        for at in range(0, len(chunk), PIECE):
            yield chunk[at : at + PIECE]


def opened(content: Content) -> tuple[bytes, Iterator[bytes]]:
    """The first piece that holds more than blanks, to tell the format by, and all pieces from the start."""
    incoming = pieces(content)
    head = bytearray()
    for piece in incoming:
        head += piece
        if len(head) >= PIECE:
            break
    start = bytes(head).removeprefix(MARK)
    _as_text(start)
    return start, chain((start,), incoming)


def _as_text(start: bytes) -> None:
    if not start.strip():
        raise ResultEmpty
    for signature, kind in COMPRESSED:
        if start.startswith(signature):
            raise ResultCompressed(kind=kind)
    if start.startswith(OTHER_ENCODINGS) or b"\x00" in start[:4]:
        raise WrongEncoding(problem="this begins like UTF-16 or UTF-32, or is no text")


def at_most(most: int, incoming: Iterable[bytes]) -> Iterator[bytes]:
    seen = 0
    for piece in incoming:
        seen += len(piece)
        if seen > most:
            raise ResultTooLarge(most=most)
        yield piece


def text(incoming: Iterable[bytes]) -> Iterator[str]:
    decoder = getincrementaldecoder("utf-8")()
    seen = 0
    for piece in chain(incoming, (b"",)):
        try:
            decoded = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            raise WrongEncoding(problem=f"the bytes about {seen + error.start} are not") from None
        if "\x00" in decoded:
            raise WrongEncoding(problem=f"there is a zero byte after byte {seen}")
        seen += len(piece)
        yield decoded


def lines(texts: Iterable[str]) -> Iterator[str]:
    rest, at = "", 1
    for piece in texts:
        *whole, rest = (rest + piece).split("\n")
        for line in whole:
            yield f"{line}\n"
        at += len(whole)
        if len(rest) > LINE_CHARACTERS:
            raise LineTooLong(place=f"line {at}", most=LINE_CHARACTERS)
    if rest:
        yield rest
