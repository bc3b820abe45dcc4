"""Which language a request prefers, whatever stands in its header."""

import time
from typing import Any

import pytest
from starlette.websockets import WebSocket

from gateway.context import Context
from gateway.language import language, preferred
from shared.events.tenants import Locale

NOWHERE: Any = None

PREFERRED = {
    "fr": Locale.FR,
    "EN": Locale.EN,
    "fr-CA": Locale.FR,
    "fr-CA,fr;q=0.9,en-US;q=0.8,en;q=0.7": Locale.FR,
    "en;q=0.5, fr;q=0.8": Locale.FR,
    "fr;q=0.5,en": Locale.EN,
    "de, es;q=0.9, fr;q=0.1": Locale.FR,
    "en, fr": Locale.EN,
    "fr, en": Locale.FR,
    "fr;q=0.8, en;q=0.800": Locale.FR,
    "fr ; Q=0.3 , en ; q=0.4": Locale.EN,
    "fr;q=0, en;q=0.001": Locale.EN,
    "fr;q=7, en;q=0.1": Locale.EN,
    "fr;q=nan, en;q=0.1": Locale.EN,
    "fr;level=1, en": Locale.EN,
}
NEITHER = {
    "nothing": "",
    "other languages": "de-CH, es;q=0.9",
    "any language": "*",
    "refused languages": "en;q=0, fr;q=0.000",
    "a longer name": "french, english, frr, enm",
    "commas": ",,;,=,",
    "no ranges": "fr/en; q=\x00, fr_CA, \ud800, \u017fr, q=1;fr",
    "numbers": "fr;q=1e3, en;q=-1, fr;q=\u0660, en;q=0.1234",
}
LONG = ["fr" * 5_000, "," * 10_000, " " * 10_000, "a" + " " * 9_999, "a;q=0," * 1_666, "x-" * 5_000, "*;q=0.1," * 1_250]


@pytest.mark.parametrize(("header", "expected"), PREFERRED.items())
def test_the_highest_quality_counts_and_of_equal_ones_the_first(header: str, expected: Locale) -> None:
    assert preferred(header) is expected


@pytest.mark.parametrize("header", NEITHER.values(), ids=NEITHER)
def test_what_names_neither_language_prefers_none(header: str) -> None:
    assert preferred(header) is None


@pytest.mark.parametrize("header", LONG, ids=range(len(LONG)))
def test_ten_thousand_characters_are_read_at_once(header: str) -> None:
    begin = time.perf_counter()
    assert preferred(header) is None
    assert preferred(f"{header}, fr") is Locale.FR
    assert time.perf_counter() - begin < 1


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ({"acceptLanguage": "fr"}, Locale.FR),
        ({"acceptLanguage": ["fr"]}, Locale.EN),
        ({}, Locale.EN),
        (None, Locale.EN),
    ],
)
async def test_a_websocket_goes_by_its_payload_before_its_browsers_header(payload: object, expected: Locale) -> None:
    context = Context(NOWHERE)
    context.request = WebSocket({"type": "websocket", "headers": [(b"accept-language", b"en-CA")]}, NOWHERE, NOWHERE)
    context.connection_params = payload
    assert await language(context) is expected
