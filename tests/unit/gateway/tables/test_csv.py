"""CSV as table programs read it: exact, and without a formula that anybody could have slipped in."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gateway.tables.csv import AT_ONCE, streamed, written

pytestmark = pytest.mark.req("RL8")
FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
NASTY = st.text(st.sampled_from([*FORMULA, "\t", "\r", "\n", '"', "'", ",", ";", "a", "é"]), max_size=8)


def read(content: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def test_texts_stand_in_quotes_and_numbers_as_they_are() -> None:
    line = ('the "new" desk, é', Decimal("-0.50"), Decimal("1E+3"), Decimal("4.00"), -7, date(2026, 3, 31), None)
    assert written([line]) == '"the ""new"" desk, é",-0.5,1000,4,-7,2026-03-31,\r\n'.encode()


def test_no_digit_of_a_number_is_lost() -> None:
    assert written([[Decimal("123456789012345678.123456789012345678")]]) == b"123456789012345678.123456789012345678\r\n"


def test_what_looks_like_a_formula_begins_with_an_apostrophe() -> None:
    for begin in (*FORMULA, "\t", "\r"):
        assert read(written([(f"{begin}1+1",)]))[0][0].startswith("'")


@given(cells=st.lists(NASTY, min_size=1))
@example(cells=['a;"=1', "b"])
@example(cells=["x", '"\t=1'])
def test_no_cell_is_a_formula_wherever_a_table_program_divides(cells: list[str]) -> None:
    content = written([("series", *cells)])
    for delimiter in ",;\t":
        assert not [cell for line in read(content, delimiter) for cell in line if cell.startswith(FORMULA)]


@given(cells=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), min_size=1))
def test_all_other_texts_are_read_as_they_were(cells: list[str]) -> None:
    told = [f"a {cell}".replace(";", ",") for cell in cells]
    assert read(written([told])) == [told]


def test_a_file_begins_with_the_mark_of_the_byte_order_and_comes_in_pieces() -> None:
    pieces = list(streamed([number] for number in range(AT_ONCE + 1)))
    assert [len(piece.splitlines()) for piece in pieces] == [1, AT_ONCE, 1]
    assert read(b"".join(pieces)) == [[str(number)] for number in range(AT_ONCE + 1)]
