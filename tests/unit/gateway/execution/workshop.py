"""A schema with one of everything that execution knows: nulls, errors, lists, interfaces, unions, waiting, inputs."""

import asyncio
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Annotated, Any

import strawberry
from graphql import GraphQLSchema
from strawberry.extensions import SchemaExtension

from gateway.execution import together

BAD = 13


@strawberry.enum
class Kind(Enum):
    SAW = "saw"
    DRILL = "drill"


@strawberry.input
class Wish:
    words: list[str] | None = None
    kind: Kind = Kind.SAW


class Broken(Exception):
    pass


def nothing() -> Any:  # noqa: ANN401 - None, where no type allows it
    return None


@strawberry.interface
class Thing:
    id: strawberry.ID
    name: str | None
    made: int


async def rivals_of(tools: Sequence["Tool"], info: strawberry.Info) -> list[list["Tool"]]:
    """What is asked together is noted in the context, where there is one."""
    if isinstance(info.context, list):
        info.context.append([tool.number for tool in tools])
    if any(tool.number == BAD for tool in tools):
        raise Broken("no rivals")
    return [[Tool.of(tool.number + 1)] for tool in tools]


@strawberry.type
class Tool(Thing):
    kind: Kind
    weight: float | None
    sharp: bool
    label: str
    marks: list[str | None]
    number: strawberry.Private[int]

    @classmethod
    def of(cls, number: int) -> "Tool":
        """Every seventh has a label where none may be missing, every fifth a number that is too large."""
        return cls(
            id=strawberry.ID(f"t{number}"),
            name=None if number % 4 == 0 else f"tool {number}",
            made=2**40 if number % 5 == 0 else 1900 + number,
            kind=Kind.DRILL if number % 2 else Kind.SAW,
            weight=None if number % 3 == 0 else number / 4,
            sharp=number % 2 == 0,
            label=nothing() if number % 7 == 0 else "fine",
            marks=["a", None, f"{number}"],
            number=number,
        )

    @strawberry.field
    def parts(self) -> list["Tool"]:
        return [Tool.of(self.number + 1), Tool.of(self.number + 2)]

    @strawberry.field
    def spares(self) -> list["Tool | None"] | None:
        return None if self.number % 4 == 1 else [Tool.of(self.number * 2), None]

    @strawberry.field
    def broken(self) -> str | None:
        raise Broken(f"broken {self.number}")

    @strawberry.field
    def whole(self) -> str:
        if self.number % 2:
            raise Broken(f"not whole {self.number}")
        return "whole"

    @strawberry.field
    def wished(self, info: strawberry.Info, wish: Wish, times: int = 2, note: str | None = "none") -> str:
        return f"{info.field_name} {wish.words} {wish.kind.value} {times} {note} {info.variable_values.get('times')}"

    @strawberry.field
    def where(self, info: strawberry.Info) -> str:
        return f"{info.path.as_list()} {info.python_name} {len(info.selected_fields)}"

    rivals = together(rivals_of)

    @strawberry.field
    async def owner(self) -> "Person | None":
        await asyncio.sleep(0)
        return None if self.number % 3 == 2 else Person.of(self.number + 1)

    @strawberry.field
    async def maker(self) -> "Person":
        await asyncio.sleep(0)
        if self.number % 6 == 5:
            raise Broken(f"no maker {self.number}")
        return Person.of(self.number + 2)

    @strawberry.field
    async def late(self) -> str:
        return nothing() if self.number % 4 == 3 else "late"


@strawberry.type
class Paint:
    colour: str


@strawberry.type
class Person(Thing):
    number: strawberry.Private[int]

    @classmethod
    def of(cls, number: int) -> "Person":
        return cls(id=strawberry.ID(f"p{number}"), name=f"person {number}", made=number, number=number)

    @strawberry.field
    def tools(self, first: int = 2) -> list[Tool]:
        return [Tool.of(self.number + each) for each in range(first)]

    @strawberry.field
    async def friends(self) -> list["Person"]:
        return [Person.of(self.number + 3), Person.of(self.number + 4)]

    @strawberry.field
    def things(self) -> list[Thing]:
        return [Tool.of(self.number), Person.of(self.number + 1)]

    @strawberry.field
    def likes(self) -> Annotated[Tool | Paint, strawberry.union("Liked")]:
        return Tool.of(self.number) if self.number % 2 else Paint(colour="red")


@strawberry.type
class Query:
    @strawberry.field
    def tool(self, number: int = 1) -> Tool | None:
        return Tool.of(number)

    @strawberry.field
    def tools(self) -> list[Tool | None]:
        return [Tool.of(1), None, Tool.of(2), Tool.of(7)]

    @strawberry.field
    async def person(self, number: int = 1) -> Person:
        return Person.of(number)

    @strawberry.field
    async def thing(self, number: int = 1) -> Thing | None:
        await asyncio.sleep(0)
        return Tool.of(number) if number % 2 else Person.of(number)

    @strawberry.field
    def matrix(self) -> list[list[int | None]]:
        return [[1, None], [2**40, 3]]

    @strawberry.field
    def required(self) -> str:
        raise Broken("required")


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def add(self, info: strawberry.Info, name: str, turns: int = 0) -> list[str]:
        for _ in range(turns):
            await asyncio.sleep(0)
        if name == "bad":
            raise Broken(name)
        said: list[str] = info.context
        said.append(name)
        return list(said)


def workshop(*extensions: Callable[[], SchemaExtension]) -> strawberry.Schema:
    return strawberry.Schema(Query, Mutation, extensions=extensions)


def core(schema: strawberry.Schema) -> GraphQLSchema:
    return schema._schema  # noqa: SLF001 - Strawberry shows it nowhere else
