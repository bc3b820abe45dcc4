"""What is done one after the other, what is asked at once, and what becomes of it when somebody gives up."""

import asyncio

import pytest
import strawberry
from graphql import parse

from tests.unit.gateway.execution.both import by_graphql_core, by_plan, said
from tests.unit.gateway.execution.workshop import BAD

ADDED = 'mutation { slow: add(name: "a", turns: 3) quick: add(name: "b") }'
BROKEN = 'mutation { a: add(name: "a") b: add(name: "bad", turns: 1) c: add(name: "c") }'


@pytest.mark.parametrize("source", [ADDED, BROKEN])
async def test_mutations_are_done_one_after_the_other_until_one_empties_the_answer(source: str) -> None:
    ours: list[str] = []
    theirs: list[str] = []
    found = await by_plan(parse(source), context=ours)
    assert said(found) == said(await by_graphql_core(parse(source), context=theirs))
    assert ours == theirs


async def test_a_field_of_many_objects_is_asked_once_for_each_level() -> None:
    asked: list[object] = []
    found = await by_plan(parse("{ tools { rivals { number: id rivals { id } } } }"), context=asked)
    assert found.errors is None
    assert asked == [[1, 2, 7], [2, 3, 8]]


async def test_what_fails_for_many_fails_for_each_of_them() -> None:
    source = f"{{ tools {{ id rivals {{ id }} }} bad: tool(number: {BAD}) {{ rivals {{ id }} }} }}"
    assert said(await by_plan(parse(source))) == said(await by_graphql_core(parse(source)))


@strawberry.type
class Waiting:
    @strawberry.field
    async def ever(self, info: strawberry.Info) -> str:
        """Says when it waits, and when it does no more."""
        begun, said = info.context
        try:
            await begun.wait()
            await asyncio.Event().wait()
        finally:
            said.append(info.path.key)
        return "never"

    @strawberry.field
    async def cancelled(self) -> str | None:
        raise asyncio.CancelledError


async def test_who_gives_up_ends_what_was_begun() -> None:
    begun, ended = asyncio.Barrier(3), list[str]()
    document = parse("{ a: ever b: ever }")
    running = asyncio.create_task(by_plan(document, schema=strawberry.Schema(Waiting), context=(begun, ended)))
    async with asyncio.timeout(5):
        await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert sorted(ended) == ["a", "b"]


async def test_a_resolver_that_was_cancelled_leaves_no_answer() -> None:
    with pytest.raises(asyncio.CancelledError):
        await by_plan(parse("{ cancelled }"), schema=strawberry.Schema(Waiting))
