"""Sealed values come back as they were, for the same purpose, or not at all."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shared.web.signed import Scalar, Tampered, open_, seal

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
LIST = "gaps:opened_at,id:7c9e"
PAYLOADS = st.lists(st.none() | st.booleans() | st.integers() | st.text(), max_size=6).map(tuple)
BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def decoded(sealed: str) -> bytes:
    return urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


@given(PAYLOADS, st.text(st.characters(codec="utf-8")))
def test_what_was_sealed_comes_back(payload: tuple[Scalar, ...], purpose: str) -> None:
    assert open_(KEY, purpose, seal(KEY, purpose, payload)) == payload


@given(PAYLOADS, st.data())
def test_any_one_changed_character_is_refused(payload: tuple[Scalar, ...], data: st.DataObject) -> None:
    sealed = seal(KEY, LIST, payload)
    at = data.draw(st.integers(0, len(sealed) - 1))
    other = data.draw(st.sampled_from(BASE64URL + "=+/ \u00e9"))
    assume(other != sealed[at])
    with pytest.raises(Tampered):
        open_(KEY, LIST, sealed[:at] + other + sealed[at + 1 :])


@given(PAYLOADS, st.data())
def test_any_shorter_or_longer_value_is_refused(payload: tuple[Scalar, ...], data: st.DataObject) -> None:
    sealed = seal(KEY, LIST, payload)
    cut = data.draw(st.integers(0, len(sealed) - 1))
    for wrong in (sealed[:cut], sealed + data.draw(st.text(BASE64URL, min_size=1)), sealed + "="):
        with pytest.raises(Tampered):
            open_(KEY, LIST, wrong)


@given(st.text())
def test_any_made_up_value_is_refused(made_up: str) -> None:
    with pytest.raises(Tampered):
        open_(KEY, LIST, made_up)


@pytest.mark.parametrize("other", ["gaps:opened_at,id:7c9f", "gaps:due_at,id:7c9e", "gates:opened_at,id:7c9e", ""])
def test_a_cursor_of_another_list_order_or_filter_is_refused(other: str) -> None:
    with pytest.raises(Tampered):
        open_(KEY, other, seal(KEY, LIST, (1,)))


def test_purpose_and_payload_cannot_flow_into_each_other() -> None:
    raw = decoded(seal(KEY, "list", ("a",)))
    mark, content = raw[:17], raw[17:]
    assert content == b'["a"]'
    with pytest.raises(Tampered):
        open_(KEY, "list[", encoded(mark + b'"a"]'))


def test_a_value_sealed_with_another_key_is_refused() -> None:
    with pytest.raises(Tampered):
        open_(OTHER_KEY, LIST, seal(KEY, LIST, (1,)))


def test_a_value_of_another_version_is_refused() -> None:
    sealed = seal(KEY, LIST, (1,))
    raw = decoded(sealed)
    assert raw[0] == 1
    with pytest.raises(Tampered):
        open_(KEY, LIST, encoded(b"\x02" + raw[1:]))


def test_true_and_one_stay_apart() -> None:
    assert [type(part) for part in open_(KEY, LIST, seal(KEY, LIST, (True, 1, None, "1")))] == [
        bool,
        int,
        type(None),
        str,
    ]


def test_a_short_key_is_no_key() -> None:
    with pytest.raises(ValueError, match="at least 32 bytes"):
        seal(b"short", LIST, ())


def test_a_refusal_says_nothing_of_the_key_or_the_payload() -> None:
    with pytest.raises(Tampered, match=r"^This value was not sealed here for this purpose, or it was altered since.$"):
        open_(KEY, LIST, "AQ")
