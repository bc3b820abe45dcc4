"""What may come in: never more bytes than allowed, never deeper, never in another shape; each refusal by name."""

from collections.abc import Iterator
from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Receive, Scope, Send

from gateway.body import (
    LINGER_FACTOR,
    MOST_NESTING,
    MOST_QUERY_CHARACTERS,
    MOST_VALUES,
    Asked,
    BodyCap,
    asked,
    is_json,
    json_value,
)
from gateway.masking import Expected

MOST = 1_000


class Exchange:
    """One request in pieces; counts how many of them were taken, and what the application got to read."""

    def __init__(self, *pieces: bytes, announced: str | None = None) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._left = len(pieces)
        self.headers = [] if announced is None else [(b"content-length", announced.encode())]
        self.taken = 0
        self.taken_when_answered = 0
        self.read: bytes | None = None
        self.pieces_read = 0
        self.sent: list[Message] = []

    async def run(self) -> "Exchange":
        scope: Scope = {"type": "http", "method": "POST", "path": "/", "headers": self.headers}
        await BodyCap(self._application, MOST)(scope, self.receive, self.send)
        return self

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def code(self) -> str:
        return str(orjson.loads(self.sent[1]["body"])["errors"][0]["extensions"]["code"])

    async def receive(self) -> Message:
        piece = next(self._pieces, None)
        if piece is None:
            return {"type": "http.disconnect"}
        self.taken += 1
        return {"type": "http.request", "body": piece, "more_body": self.taken < self._left}

    async def send(self, message: Message) -> None:
        if not self.sent:
            self.taken_when_answered = self.taken
        self.sent.append(message)

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        del scope
        self.read = b""
        while (message := await receive())["type"] == "http.request":
            self.read += message["body"]
            self.pieces_read += 1
        await send({"type": "http.response.start", "status": 200, "headers": []})


async def test_a_body_of_exactly_the_allowed_length_comes_through_whole() -> None:
    exchange = await Exchange(b"a" * 400, b"b" * 600, announced=str(MOST)).run()
    assert (exchange.status, exchange.read) == (200, b"a" * 400 + b"b" * 600)


async def test_a_body_that_announces_too_much_is_refused_unread() -> None:
    exchange = await Exchange(b"x" * 10, announced=str(MOST + 1)).run()
    assert (exchange.status, exchange.code, exchange.read) == (413, "BODY_TOO_LARGE", None)
    assert exchange.taken_when_answered == 0
    assert dict(exchange.sent[0]["headers"])[b"connection"] == b"close"


async def test_a_length_of_five_thousand_digits_is_too_much() -> None:
    assert (await Exchange(b"x", announced="9" * 5_000).run()).status == 413


@pytest.mark.parametrize("announced", [None, "10"])
async def test_a_body_in_chunks_is_cut_off_where_it_becomes_too_large(announced: str | None) -> None:
    exchange = await Exchange(*[b"x" * 100] * 1_000, announced=announced).run()
    assert (exchange.status, exchange.code, exchange.read) == (413, "BODY_TOO_LARGE", None)
    assert exchange.taken_when_answered == MOST // 100 + 1


async def test_who_is_refused_may_finish_but_not_go_on_for_ever() -> None:
    exchange = await Exchange(*[b"x" * 100] * 1_000).run()
    assert exchange.taken == exchange.taken_when_answered + LINGER_FACTOR * MOST // 100
    assert [message.get("more_body", False) for message in exchange.sent] == [False, True, False]


async def test_a_body_sent_byte_by_byte_reaches_the_application_in_one_piece() -> None:
    exchange = await Exchange(*[b"x"] * MOST).run()
    assert (exchange.read, exchange.pieces_read) == (b"x" * MOST, 1)


async def test_a_client_that_leaves_in_the_middle_of_its_body_is_not_answered() -> None:
    exchange = await Exchange(announced="10").run()
    assert (exchange.read, exchange.sent) == (None, [])


async def test_what_is_no_http_request_passes() -> None:
    seen: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append(scope["type"])

    exchange = Exchange()
    await BodyCap(application)({"type": "lifespan"}, exchange.receive, exchange.send)
    assert seen == ["lifespan"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "BODY_NOT_JSON"),
        (b'{"query": "{a}"', "BODY_NOT_JSON"),
        (b'{"query": "{a}', "BODY_NOT_JSON"),
        (b'{"query": "\xff\xfe"}', "BODY_NOT_JSON"),
        (b'{"query": "\\ud800"}', "BODY_NOT_JSON"),
        (b'{"query": NaN}', "BODY_NOT_JSON"),
        (b"{'query': 1}", "BODY_NOT_JSON"),
        (b"{} {}", "BODY_NOT_JSON"),
        (b"[" * 64 + b"}" * 64, "BODY_NOT_JSON"),
        (b'"' + b'\\"' * 500_000, "BODY_NOT_JSON"),
        (b"[" * 65 + b"]" * 65, "BODY_TOO_DEEP"),
        (b"[" * 10_000, "BODY_TOO_DEEP"),
        (b"[" * 100_000 + b"]" * 100_000, "BODY_TOO_DEEP"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "BODY_TOO_DEEP"),
        (b'{"a":[' * 50_000 + b"1" + b"]}" * 50_000, "BODY_TOO_DEEP"),
        (b"[" + b"[1]," * 65 + b"[" * 64 + b"]" * 65, "BODY_TOO_DEEP"),
        (b'{"a":[1,' * 65 + b"1" + b"]}" * 65, "BODY_TOO_DEEP"),
        (b"[[]," * 65 + b"1" + b"]" * 65, "BODY_TOO_DEEP"),
        (b"[" + b"1," * 600_000 + b"1]", "BODY_TOO_MANY_VALUES"),
        (b"[" + (b"[" * 60 + b"]" * 60 + b",") * 15_000 + b"1]", "BODY_TOO_MANY_VALUES"),
    ],
)
def test_json_that_is_broken_or_too_deep_is_refused_by_name(body: bytes, code: str) -> None:
    with pytest.raises(Expected) as refusal:
        json_value(body)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "body",
    [
        b"[" * MOST_NESTING + b"]" * MOST_NESTING,
        b'{"a": "' + b"[" * 1_000 + b'"}',
        b'{"a": "\\"[[[[", "b": ["\\\\", {}]}',
        b"[" + b"[]," * (MOST_VALUES // 2 - 1) + b"[]]",
    ],
)
def test_json_within_the_bounds_is_read(body: bytes) -> None:
    assert json_value(body) == orjson.loads(body)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_shallow_json_is_read_as_it_is(value: object) -> None:
    assert json_value(orjson.dumps(value)) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    with suppress(Expected):
        json_value(body)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([], "BODY_NOT_OBJECT"),
        (5, "BODY_NOT_OBJECT"),
        (None, "BODY_NOT_OBJECT"),
        ("{book}", "BODY_NOT_OBJECT"),
        ([{"query": "{book}"}], "BODY_NOT_OBJECT"),
        ({"query": 5}, "QUERY_NOT_STRING"),
        ({"query": ["{book}"]}, "QUERY_NOT_STRING"),
        ({"query": "#" * (MOST_QUERY_CHARACTERS + 1)}, "QUERY_TOO_LONG"),
        ({"query": "{book}", "variables": []}, "VARIABLES_NOT_OBJECT"),
        ({"query": "{book}", "variables": "{}"}, "VARIABLES_NOT_OBJECT"),
        ({"query": "{book}", "extensions": 1}, "EXTENSIONS_NOT_OBJECT"),
        ({"query": "{book}", "operationName": {}}, "OPERATION_NAME_NOT_STRING"),
    ],
)
def test_a_request_of_another_shape_is_refused_by_name(value: object, code: str) -> None:
    with pytest.raises(Expected) as refusal:
        asked(value)
    assert refusal.value.code == code


def test_a_request_may_leave_out_or_null_what_it_does_not_need() -> None:
    nothing = Asked(query=None, variables=None, operation_name=None, extensions=None)
    assert asked({}) == asked({"query": None, "variables": None, "operationName": None, "x": 1}) == nothing


@pytest.mark.parametrize(
    ("content_type", "accepted"),
    [
        ("application/json", True),
        ("Application/JSON; charset=UTF-8", True),
        ("application/json;charset=latin-1", False),
        ("application/jsonx", False),
        ("text/application/json", False),
        ("text/plain; application/json", False),
        ("text/plain", False),
        ("application/x-www-form-urlencoded", False),
        ("multipart/form-data; boundary=application/json", False),
        ("", False),
    ],
)
def test_only_json_in_utf8_counts_as_json(content_type: str, *, accepted: bool) -> None:
    assert is_json(content_type) is accepted


@given(st.text(st.characters(codec="latin-1")))
def test_any_content_type_is_judged(parameters: str) -> None:
    assert is_json(f"application/json;{parameters}") in {True, False}
