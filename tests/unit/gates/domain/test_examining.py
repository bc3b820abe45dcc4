"""A file as it comes in, one sentence per test: it is what it is said to be, or it is not kept."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gates.domain.evidence.examining import (
    ArtefactEmpty,
    ArtefactTooLarge,
    Claimed,
    ContentNotOfItsType,
    DigestDiffers,
    Examination,
    MediaTypeNotTaken,
    SizeDiffers,
)
from services.gates.domain.evidence_policy import LATEST_EVIDENCE
from shared.kernel.refusal import Refused

SMALL = replace(LATEST_EVIDENCE, largest=64)
JSON = Claimed(media_type="application/json")
PDF = Claimed(media_type="application/pdf")
PLAIN = Claimed(media_type="text/plain")


def examined(claimed: Claimed, *chunks: bytes) -> None:
    examination = Examination(claimed, SMALL)
    for chunk in chunks:
        examination.take(chunk)
    examination.end()


def refused(reason: type[Refused], claimed: Claimed, *chunks: bytes) -> None:
    with pytest.raises(reason) as caught:
        examined(claimed, *chunks)
    assert str(caught.value)


@pytest.mark.parametrize(
    ("media_type", "chunks"),
    [
        ("application/json", [b'{"p95": 940}']),
        ("application/json", [b"", b" \n", b"[", b"]"]),
        ("application/json", [b"\xef\xbb", b'\xbf{"p95": 940}']),
        ("text/xml", [b"<a/>"]),
        ("text/csv", [b"caf", b"\xc3", b"\xa9,1"]),
        ("application/pdf", [b"%", b"PDF-1.7 \x00\xff"]),
        ("image/png", [b"\x89PNG\r\n\x1a\n\x00"]),
        ("application/zip", [b"PK\x05\x06" + b"\x00" * 18]),
    ],
)
def test_what_is_of_its_type_is_taken_however_it_is_cut(media_type: str, chunks: Sequence[bytes]) -> None:
    examined(Claimed(media_type=media_type), *chunks)


@pytest.mark.parametrize(
    ("claimed", "chunks"),
    [
        (JSON, [b"<html>"]),
        (JSON, [b"   "]),
        (JSON, [b'{"a": "\x00"}']),
        (JSON, [b'{"a": "\xff"}']),
        (JSON, [b'{"a": "caf\xc3']),
        (PDF, [b"%PDF"]),
        (PDF, [b" %PDF-1.7"]),
        (PDF, [b"M", b"Z\x90"]),
        (PLAIN, [b"MZ\x90\x00"]),
    ],
)
def test_what_is_something_else_is_refused(claimed: Claimed, chunks: Sequence[bytes]) -> None:
    refused(ContentNotOfItsType, claimed, *chunks)


def test_a_type_that_is_not_taken_is_refused_before_the_first_byte() -> None:
    with pytest.raises(MediaTypeNotTaken):
        Examination(Claimed(media_type="text/html"), SMALL)


def test_a_file_that_announces_too_much_is_refused_before_the_first_byte() -> None:
    with pytest.raises(ArtefactTooLarge):
        Examination(replace(PLAIN, size=65), SMALL)


def test_a_file_is_cut_off_at_the_limit_whatever_was_announced() -> None:
    examination = Examination(replace(PLAIN, size=1), SMALL)
    examination.take(b"a" * 64)
    with pytest.raises(ArtefactTooLarge, match="64"):
        examination.take(b"a")


def test_a_file_of_the_largest_size_is_taken() -> None:
    examined(replace(PLAIN, size=64), b"a" * 64)


def test_an_empty_file_is_refused() -> None:
    refused(ArtefactEmpty, PLAIN)
    refused(ArtefactEmpty, PLAIN, b"", b"")


def test_a_file_that_lies_about_its_size_is_refused() -> None:
    refused(SizeDiffers, replace(PLAIN, size=3), b"ab")


def test_a_file_that_lies_about_its_digest_is_refused() -> None:
    refused(DigestDiffers, replace(PLAIN, digest="00" * 32), b"ab")
    examined(replace(PLAIN, digest=sha256(b"ab").hexdigest()), b"ab")


@given(content=st.binary(max_size=80), cuts=st.lists(st.integers(0, 80), max_size=5))
def test_how_a_file_is_cut_makes_no_difference(content: bytes, cuts: list[int]) -> None:
    ends = [0, *sorted(cuts), len(content)]
    chunks = [content[start:end] for start, end in pairwise(ends)]
    for claimed in (JSON, PLAIN, PDF):
        assert outcome(claimed, content) == outcome(claimed, *chunks)


def outcome(claimed: Claimed, *chunks: bytes) -> bool:
    """Whether the file is taken; of several reasons not to, the cut decides which one is met first."""
    try:
        examined(claimed, *chunks)
    except Refused:
        return False
    return True
