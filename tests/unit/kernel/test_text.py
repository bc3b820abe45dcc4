"""Names and reasons: what people write is kept, what nobody could see or what would deceive a reader is refused."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import LINE, PROSE, line, prose

Checked = Callable[[str, str], str]
BOTH = pytest.mark.parametrize("checked", [line, prose])


def problem(checked: Checked, text: str) -> str:
    with pytest.raises(NotWellFormed) as refused:
        checked("name", text)
    assert refused.value.where == ("input", "name")
    return str(refused.value)


@BOTH
@pytest.mark.parametrize("nothing", ["", "  ", "\u200b", "\u3164", "\u2800\u2800", "\u0301", "\u200d \u200e", "\ufeff"])
def test_what_shows_nothing_says_nothing(checked: Checked, nothing: str) -> None:
    assert problem(checked, nothing) == "name must say something."


@BOTH
@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\x7fb", "a\ud800b", "a\ue000b"])
def test_what_cannot_be_printed_is_refused(checked: Checked, bad: str) -> None:
    assert problem(checked, bad) == "name holds a control character."


@BOTH
@pytest.mark.parametrize("character", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", *"\u2066\u2067\u2068\u2069"])
def test_nothing_is_read_in_another_order_than_it_was_written(checked: Checked, character: str) -> None:
    assert problem(checked, f"pay {character}001 CAD") == f"name holds the invisible character U+{ord(character):04X}."


@pytest.mark.parametrize(
    "character",
    ["\u200b", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u061c", "\u2028", "\u2029", "\u3164", "\U000e0061"],
)
def test_in_a_line_all_can_be_seen(character: str) -> None:
    assert "the invisible character" in problem(line, f"Claims{character} triage")
    assert prose("reason", f"Claims{character} triage") == f"Claims{character} triage"


@pytest.mark.parametrize(
    "name",
    [
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "क्\u200dष",
        "Care \U0001f469\u200d\u2695\ufe0f",
        "\u2764\ufe0f\u200d\U0001f525 on call",
    ],
    ids=["Persian", "Hindi", "a person at work", "a heart on fire"],
)
def test_a_joiner_stays_where_scripts_and_emoji_are_written_with_it(name: str) -> None:
    assert line("name", name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
@pytest.mark.parametrize("name", ["A{}na", "{}می", "می{}", "م {}ی", "7{}8", "م{}a", "Ж{}ж"])
def test_a_joiner_that_joins_nothing_is_refused(joiner: str, name: str) -> None:
    name = f"to {name.format(joiner)}" if name.startswith("{") else name.format(joiner)
    assert "the invisible character" in problem(line, f"{name} !")


@BOTH
def test_two_spellings_of_the_same_letters_are_kept_as_one(checked: Checked) -> None:
    assert checked("name", "Zoe\u0308") == checked("name", "Zo\u00eb") == "Zo\u00eb"


@BOTH
def test_space_around_it_goes(checked: Checked) -> None:
    assert checked("name", "  Claims triage \t") == "Claims triage"


def test_a_line_is_one_line_and_prose_may_be_many() -> None:
    assert problem(line, "one\ntwo") == "name is one line."
    assert prose("reason", "one\n\ttwo") == "one\n\ttwo"


@pytest.mark.parametrize(("checked", "most"), [(line, LINE), (prose, PROSE)])
def test_nobody_writes_without_end(checked: Checked, most: int) -> None:
    assert checked("name", "x" * most) == "x" * most
    assert problem(checked, "x" * (most + 1)) == f"name has at most {most} characters, not {most + 1}."


def test_prose_may_be_left_out_where_it_is_not_required() -> None:
    assert prose("detail", "", required=False) == ""
    with pytest.raises(NotWellFormed):
        prose("detail", " ", required=False)


@BOTH
@given(text=st.text(max_size=60))
def test_what_is_taken_is_taken_again_as_it_is(checked: Checked, text: str) -> None:
    """What is stored is what was checked: normalised, without space around it, and taken alike the next time."""
    try:
        kept = checked("name", text)
    except NotWellFormed:
        return
    assert checked("name", kept) == kept == unicodedata.normalize("NFC", text).strip()
