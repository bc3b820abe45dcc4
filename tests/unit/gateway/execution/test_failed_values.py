"""Errors that are given instead of values: each takes the place of the one thing that it stands for."""

from typing import Any

import pytest
import strawberry

from tests.unit.gateway.execution.both import both, said


class AwayError(Exception):
    """Has what a thing has, and is none."""

    name = "away"


AWAY: Any = AwayError("gates")


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Thing(Named):
    label: str | None = None


@strawberry.type
class Query:
    @strawberry.field
    async def some(self) -> list[Thing | None]:
        return [Thing(name="here"), AWAY, None]

    @strawberry.field
    def sure(self) -> list[Thing] | None:
        return [Thing(name="here"), AWAY]

    @strawberry.field
    def named(self) -> list[Named | None]:
        return [Thing(name="here"), AWAY]

    @strawberry.field
    def lists(self) -> list[list[str] | None]:
        return [["here"], AWAY]

    @strawberry.field
    def thing(self) -> Thing | None:
        return Thing(name="here", label=AWAY)

    @strawberry.field
    async def texts(self) -> list[str | None]:
        return ["here", AWAY]


SCHEMA = strawberry.Schema(Query, types=[Thing])


@pytest.mark.parametrize(
    "asked", ["some { name }", "sure { name }", "named { name }", "lists", "thing { name label }", "texts"]
)
async def test_an_error_that_is_given_counts_as_raised(asked: str) -> None:
    found = await both(f"{{ {asked} }}", schema=SCHEMA)
    assert said(found.ours) == said(found.theirs)
    assert [each.original_error for each in found.ours.errors or ()] == [AWAY]
