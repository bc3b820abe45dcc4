"""However large and however strange, a file takes little memory and a short time, and ends in values or a refusal."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from itertools import repeat
from operator import setitem

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.formats import jmeter, markup, mlflow, table
from services.gates.formats.known import FORMATS
from services.gates.formats.limits import DOCUMENT_BYTES
from services.gates.formats.recognition import read
from services.gates.formats.refusals import ResultTooLarge, TooManyRows
from shared.kernel.refusal import Refused
from tests.sample.results import all_results, result

pytestmark = pytest.mark.req("X15")

MEGABYTE = 1024 * 1024
JTL = b"timeStamp,elapsed,success\n"
ROWS = b"".join(b"17000000%05d,%d,true\n" % (at, at % 300) for at in range(1_500))
SAMPLES = b"".join(b'<sample ts="17000000%05d" t="%d" s="true"/>\n' % (at, at % 300) for at in range(500))


def jtl(times: int) -> Iterator[bytes]:
    yield JTL
    yield from repeat(ROWS, times)


def test_json_of_two_gigabytes_is_refused_as_soon_as_it_is_too_large() -> None:
    taken: list[int] = []

    def endless() -> Iterator[bytes]:
        yield b'{"a": 1'
        for _ in range(2048):
            taken.append(1)
            yield b" " * MEGABYTE

    with pytest.raises(ResultTooLarge, match=str(DOCUMENT_BYTES)):
        read(endless())
    assert len(taken) <= DOCUMENT_BYTES // MEGABYTE + 1


def test_rows_and_tags_without_end_are_refused_as_soon_as_they_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "STREAM_BYTES", 100_000)
    monkeypatch.setattr(markup, "STREAM_BYTES", 100_000)
    with pytest.raises(ResultTooLarge, match="100000 bytes"):
        read(jtl(10**9))
    with pytest.raises(ResultTooLarge, match="100000 bytes"):
        read(repeat(b"<testResults>" + SAMPLES))


def test_more_rows_than_are_read_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "ROWS", 3_000)
    monkeypatch.setattr(jmeter, "ROWS", 300)
    with pytest.raises(TooManyRows, match="3000 rows"):
        read([b"user_input,response,m\n", *repeat(b"a,b,1\n" * 1000, 4)])
    monkeypatch.setattr(mlflow, "ROWS", 300)
    with pytest.raises(TooManyRows, match="300 values"):
        read(b"1700000000000 0.5 0\n" * 301, name="loss")
    with pytest.raises(TooManyRows, match="300 samples"):
        read([b"<testResults>", SAMPLES, b"</testResults>"])


def test_the_memory_taken_does_not_grow_with_the_samples() -> None:
    def peak(content: Iterator[bytes]) -> int:
        tracemalloc.start()
        read(content)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(jtl(1))
    assert peak(jtl(6)) < 1.2 * peak(jtl(3)) < MEGABYTE


def ends_well(content: bytes, format_: str | None) -> None:
    """Whatever else is raised fails the test."""
    try:
        sentence = str(read(content, format=format_, name="loss"))
    except Refused as refused:
        sentence = str(refused)
    assert sentence


said = st.sampled_from([None, None, None, *(format_.name for format_ in FORMATS)])
NAMES = """metrics values http_reqs count rate results stats success runs version tool info run_id data checks outcome
hasFailures scanStartTimestamp SchemaVersion ArtifactName a"""
names = st.sampled_from(NAMES.split())
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["2.1.0", "FINISHED", "pass", "2026-01-01T00:00:00Z"]),
)
documents = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=6), max_leaves=12
)


@given(st.binary(max_size=200), said)
@settings(max_examples=100)
def test_any_bytes_are_read_or_refused(content: bytes, format_: str | None) -> None:
    ends_well(content, format_)


@given(documents, said)
@settings(max_examples=100)
def test_any_json_is_read_or_refused(document: object, format_: str | None) -> None:
    ends_well(json.dumps(document).encode(), format_)


@given(st.sampled_from(all_results()), st.data())
@settings(max_examples=100)
def test_a_true_file_with_a_piece_exchanged_is_read_or_refused(path: str, data: st.DataObject) -> None:
    content = result(path)
    at = data.draw(st.integers(0, len(content)))
    until = data.draw(st.integers(at, min(len(content), at + 40)))
    piece = data.draw(
        st.one_of(st.binary(max_size=8), st.sampled_from([b"-1", b"null", b"{}", b"[]", b'""', b"1e400"]))
    )
    ends_well(content[:at] + piece + content[until:], None)


def places(document: object) -> Iterator[Callable[[object], None]]:
    """Every value within, as what puts another in its place."""
    inside = [document]
    while inside:
        holder = inside.pop()
        if isinstance(holder, dict | list):
            for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
                yield partial(setitem, holder, key)
                inside.append(holder[key])


@given(st.sampled_from([path for path in all_results() if path.endswith(("json", "sarif"))]), st.data())
@settings(max_examples=100)
def test_a_true_document_with_a_value_exchanged_is_read_or_refused(path: str, data: st.DataObject) -> None:
    document = json.loads(result(path))
    found = list(places(document))
    exchange = found[data.draw(st.integers(0, len(found) - 1))]
    exchange(data.draw(st.one_of(scalars, st.just([]), st.just({}))))
    ends_well(json.dumps(document).encode(), None)
