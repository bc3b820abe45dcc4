"""Which documents are compiled, and how many of them are kept."""

import pytest
from graphql import parse

from gateway.execution import Plans, compiled
from gateway.execution.plan import plan
from tests.unit.gateway.execution.workshop import core, workshop

SCHEMA = core(workshop())
MANY = "query({}) {{ tool {{ {} }} }}".format(
    ", ".join(f"$v{each}: Boolean!" for each in range(4)),
    " ".join(f"a{each}: id @skip(if: $v{each})" for each in range(4)),
)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        pytest.param("{ __schema { queryType { name } } }", None, id="it asks for the schema"),
        pytest.param('{ tool { id } ... { __type(name: "Tool") { name } } }', None, id="it asks for a type"),
        pytest.param("subscription { ticks }", None, id="it subscribes"),
        pytest.param("query @some { tool { id } }", None, id="it has a directive of its own"),
        pytest.param(MANY, None, id="more variables decide than there may be variants"),
        pytest.param("query A { tool { id } } query B { tool { id } }", "C", id="there is no such operation"),
    ],
)
def test_is_left_to_graphql_core(source: str, name: str | None) -> None:
    assert plan(SCHEMA, parse(source), name) is None


async def test_is_left_to_graphql_core_where_a_variable_that_decides_is_null() -> None:
    document = parse("query($on: Boolean = true) { tool { id @include(if: $on) } }")
    found = plan(SCHEMA, document, None)
    assert found is not None
    assert await found.run(None, None, {"on": None}, None) is None
    assert await found.run(None, None, {}, None) is not None


def test_a_document_is_compiled_once_for_each_of_its_operations() -> None:
    plans, source = Plans(), "query A { tool { id } } query B { tool { name } }"
    first, other = (plans.of(SCHEMA, parse(source), source, name) for name in ("A", "B"))
    assert first is not other
    assert plans.of(SCHEMA, parse(source), source, "A") is first
    assert len(plans) == 2


@pytest.mark.parametrize("plans", [Plans(most_characters=40), Plans(most_plans=2)], ids=["characters", "plans"])
def test_what_was_used_longest_ago_goes_first(plans: Plans) -> None:
    old, used, new = ("{ tool { id } } #aa", "{ tool { id } } #bb", "{ tool { id } } #cc")
    kept = {each: plans.of(SCHEMA, parse(each), each, None) for each in (used, old)}
    assert plans.of(SCHEMA, parse(used), used, None) is kept[used]
    plans.of(SCHEMA, parse(new), new, None)
    assert len(plans) == 2
    assert plans.of(SCHEMA, parse(used), used, None) is kept[used]


UNFOLDED = """
query($number: Int!) { tool(number: $number) { spares { ...A } } }
fragment A on Tool { parts { ...B } a: parts { ...B } b: parts { ...B } }
fragment B on Tool { parts { ...C } a: parts { ...C } b: parts { ...C } }
fragment C on Tool { id name made kind }
"""
FIELDS = 1 + 1 + 3 + 9 + 36
"""Of the operation, its tool, and what the fragments unfold to."""


async def test_what_no_object_comes_for_is_not_compiled() -> None:
    found = plan(SCHEMA, parse(UNFOLDED), None)
    assert found is not None
    await found.run(None, None, {"number": 1}, None)  # a tool without spares
    assert found.fields == 2
    for _ in range(2):
        await found.run(None, None, {"number": 2}, None)
        assert found.fields == FIELDS


async def test_a_short_text_that_unfolds_to_many_fields_is_not_kept() -> None:
    plans, other = Plans(most_fields=FIELDS - 1), "{ __typename }"
    for number, kept in ((1, 2), (2, 1)):
        found = plans.of(SCHEMA, parse(UNFOLDED), UNFOLDED, None)
        assert found is not None
        await found.run(None, None, {"number": number}, None)
        plans.of(SCHEMA, parse(other), other, None)
        assert len(plans) == kept


async def test_what_is_not_compiled_is_answered_all_the_same() -> None:
    schema = workshop(compiled(Plans()))
    assert (await schema.execute("{ __schema { queryType { name } } }")).data == {
        "__schema": {"queryType": {"name": "Query"}}
    }
    assert (await schema.execute("{ tool(number: 2) { name } }")).data == {"tool": {"name": "tool 2"}}
