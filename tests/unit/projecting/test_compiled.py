"""Statements are compiled once per structure; only their values differ."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, Uuid, bindparam, cast, func, select, tuple_
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import UserDefinedType

from shared.projecting import compiled
from shared.projecting.compiled import Compiler, among

TABLE = Table("t", MetaData(), Column("id", Uuid), Column("n", Integer), Column("s", String), Column("j", JSONB))
ONE, TWO = UUID(int=1), UUID(int=2)


def test_a_list_of_values_is_one_parameter() -> None:
    compiler = Compiler()
    text, values = compiler.prepare(select(TABLE.c.n).where(TABLE.c.id.in_([ONE, TWO])))
    assert "t.id = ANY ($1::UUID[])" in text
    assert values == [[ONE, TWO]]
    assert compiler.prepare(select(TABLE.c.n).where(among(TABLE.c.id, [ONE]))) == (text, [[ONE]])


def test_a_statement_that_only_names_its_values_takes_others_each_time() -> None:
    compiler = Compiler()
    wanted = select(TABLE.c.n).where(TABLE.c.id.in_(bindparam("keys", expanding=True)))
    text, values = compiler.prepare(wanted, {"keys": [ONE]})
    assert "t.id = ANY ($1::UUID[])" in text
    assert values == [[ONE]]
    assert compiler.prepare(wanted, {"keys": [TWO, ONE]}) == (text, [[TWO, ONE]])


def test_a_list_of_values_to_leave_out_is_one_parameter_too() -> None:
    text, values = Compiler().prepare(select(TABLE.c.n).where(TABLE.c.s.not_in(["a"]), TABLE.c.n == 3))
    assert "t.s != ALL ($1::VARCHAR[]) AND t.n = $2::INTEGER" in text
    assert values == [["a"], 3]


def test_a_subquery_stays_a_subquery() -> None:
    numbers = select(TABLE.c.n).where(TABLE.c.s == "a")
    text, _ = Compiler().prepare(select(TABLE.c.id).where(TABLE.c.n.in_(numbers), TABLE.c.n.not_in(numbers)))
    assert "t.n IN (SELECT t.n" in text
    assert "NOT IN (SELECT t.n" in text


def test_the_same_structure_gives_the_same_text_with_other_values() -> None:
    compiler = Compiler()
    texts = {compiler.prepare(select(TABLE).where(TABLE.c.n == n).limit(n))[0] for n in range(5)}
    assert len(texts) == 1
    assert compiler.prepare(select(TABLE).where(TABLE.c.n == 7).limit(9))[1] == [7, 9]


def test_values_are_converted_as_their_type_asks() -> None:
    _, values = Compiler().prepare(select(TABLE).where(TABLE.c.j == cast({"a": 1}, JSONB)))
    assert values == ['{"a": 1}']


def test_what_was_compiled_is_forgotten_before_it_grows_without_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "CACHE_LIMIT", 3)
    compiler = Compiler()
    for number in range(10):
        columns: list[Any] = [func.abs(TABLE.c.n).label(f"c{place}") for place in range(number + 1)]
        text, _ = compiler.prepare(select(*columns))
        assert text.count("abs") == number + 1


class Uncacheable(UserDefinedType[int]):
    cache_ok = False

    def get_col_spec(self, **_: object) -> str:
        return "integer"


def test_a_statement_that_cannot_be_told_from_others_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot cache"):
        Compiler().prepare(select(cast(TABLE.c.n, Uncacheable())))


def test_pairs_in_a_list_are_refused_when_they_are_sent() -> None:
    text, _ = Compiler().prepare(select(TABLE).where(tuple_(TABLE.c.id, TABLE.c.n) > tuple_(ONE, 1)))
    assert "(t.id, t.n) > ($1::UUID, $2::INTEGER)" in text
