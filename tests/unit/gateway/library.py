"""A schema to attack: books that refer to books, in lists and in connections, and fields that fail."""

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import UUID

import strawberry
from strawberry.extensions import SchemaExtension

from gateway.masking import BadCursor, MaskedSchema

INNARDS = "connection to 10.0.0.7 as root failed"


@strawberry.type
class PageInfo:
    has_next_page: bool = False


@strawberry.type
class Book:
    title: str = "Fairway"

    @strawberry.field
    def sequel(self) -> "Book":
        return Book()

    @strawberry.field
    def editions(self) -> list["Book"]:
        return [Book()]

    @strawberry.field
    def citations(self, first: int | None = None, last: int | None = None) -> "BookConnection":
        del first, last
        return BookConnection()


@strawberry.type
class BookEdge:
    cursor: str
    node: Book


@strawberry.type
class BookConnection:
    page_info: PageInfo = strawberry.field(default_factory=PageInfo)
    nodes: list[Book] = strawberry.field(default_factory=lambda: [Book()])
    edges: list[BookEdge] = strawberry.field(default_factory=lambda: [BookEdge(cursor="x", node=Book())])


@strawberry.type
class Query:
    @strawberry.field
    def book(self, id: UUID | None = None, pages: int = 1) -> Book:  # noqa: A002
        del id, pages
        return Book()

    @strawberry.field
    def books(self, first: int | None = None, last: int | None = None) -> BookConnection:
        del first, last
        return BookConnection()

    @strawberry.field
    def nodes(self, ids: list[strawberry.ID]) -> list[Book]:
        return [Book() for _ in ids]

    @strawberry.field
    def broken(self) -> str | None:
        raise RuntimeError(INNARDS)

    @strawberry.field
    def refused(self) -> str | None:
        raise BadCursor


@strawberry.type
class Mutation:
    @strawberry.mutation
    def lend(self, title: str) -> Book:
        return Book(title=title)


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def returns(self, count: int = 2) -> AsyncIterator[int]:
        for number in range(count):
            await asyncio.sleep(0)
            yield number

    @strawberry.subscription
    async def waiting(self) -> AsyncIterator[int]:
        await asyncio.Event().wait()
        yield 0

    @strawberry.subscription
    async def torn(self) -> AsyncIterator[int]:
        yield 1
        raise RuntimeError(INNARDS)

    @strawberry.subscription
    async def stained(self) -> AsyncIterator[Book]:
        yield Book()
        raise BadCursor


def library(*extensions: Callable[[], SchemaExtension]) -> MaskedSchema:
    return MaskedSchema(Query, Mutation, Subscription, extensions=extensions)
