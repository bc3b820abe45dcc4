"""The limits inside of a schema: one coded error, before validation, and nothing measured twice."""

from collections.abc import Iterator
from typing import Any

import pytest
import strawberry
from graphql import DocumentNode, parse
from strawberry.extensions import DisableIntrospection, SchemaExtension
from strawberry.types import ExecutionResult

from gateway.limits import Documents, Limits, guard
from gateway.limits.documents import MOST_VERDICTS, Known
from gateway.masking import Masking
from tests.unit.gateway.library import library
from tests.unit.gateway.test_limits import BOMB, nested

PAGED = "query($n: Int) { books(first: $n) { nodes { title } } }"


def guarded(documents: Documents, *others: type[SchemaExtension]) -> strawberry.Schema:
    return library(Masking, guard(Limits(), documents), *others)


async def ask(schema: strawberry.Schema, document: str, **variables: object) -> ExecutionResult:
    return await schema.execute(document, variable_values=variables)


def only_error(result: ExecutionResult) -> dict[str, Any]:
    assert result.data is None
    assert result.errors is not None
    assert len(result.errors) == 1
    return dict(result.errors[0].extensions or {})


@pytest.mark.parametrize(
    ("document", "code", "measured", "allowed"),
    [
        (BOMB, "ALIAS_LIMIT", 2**22, 30),
        (nested(14), "DEPTH_LIMIT", 16, 15),
        ("{books(first:10000){nodes{title}}}", "COST_LIMIT", 10_001, 10_000),
        ("{ " + "title " * 100_000 + "}", "TOKEN_LIMIT", 4_001, 4_000),
        ("{ " + "#\n" * 100_000 + "title }", "TOKEN_LIMIT", 4_001, 4_000),
    ],
)
async def test_a_violation_is_one_error_with_what_was_measured(
    document: str, code: str, measured: int, allowed: int
) -> None:
    error = only_error(await ask(guarded(Documents()), document))
    assert error.pop("requestId")
    assert error == {"code": code, "measured": measured, "allowed": allowed}


async def test_a_violation_stops_a_stream_as_well() -> None:
    stream = await guarded(Documents()).stream(BOMB)
    assert [only_error(result)["code"] async for result in stream if isinstance(result, ExecutionResult)] == [
        "ALIAS_LIMIT"
    ]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("{...A} fragment A on Query {...A}", "Cannot spread fragment 'A' within itself."),
        ("{...Nowhere}", "Unknown fragment 'Nowhere'."),
        ("{", "Syntax Error: Expected Name, found <EOF>."),
    ],
)
async def test_what_is_invalid_is_left_to_validation(document: str, message: str) -> None:
    result = await ask(guarded(Documents()), document)
    assert result.errors is not None
    assert message in [error.message for error in result.errors]
    assert {(error.extensions or {})["code"] for error in result.errors} == {"GRAPHQL_INVALID"}


class Watching(SchemaExtension):
    """Sees which document each request was run from."""

    seen: list[DocumentNode]

    def on_execute(self) -> Iterator[None]:
        assert self.execution_context.graphql_document is not None
        self.seen.append(self.execution_context.graphql_document)
        yield


def watching() -> type[Watching]:
    return type("WatchingOne", (Watching,), {"seen": []})


async def test_a_valid_document_is_parsed_once() -> None:
    watch = watching()
    schema = guarded(Documents(), watch)
    for size in (1, 2, 3):
        assert (await ask(schema, PAGED, n=size)).errors is None
    assert len({id(document) for document in watch.seen}) == 1


async def test_an_invalid_document_is_not_kept() -> None:
    documents = Documents()
    for _ in range(2):
        assert (await ask(guarded(documents), "{nothing}")).errors
    assert len(documents) == 0


async def test_a_known_document_is_charged_for_the_pages_of_each_request() -> None:
    schema = guarded(Documents())
    asked = [await ask(schema, PAGED, n=size) for size in (5, 10_000, 5, 10_000)]
    assert [result.errors is None for result in asked] == [True, False, True, False]


async def test_a_known_document_is_charged_for_the_ids_of_each_request() -> None:
    schema, document = guarded(Documents()), "query($ids: [ID!]!) { nodes(ids: $ids) { title } }"
    asked = [await ask(schema, document, ids=["1"] * many) for many in (5, 10_001)]
    assert [result.errors is None for result in asked] == [True, False]


async def test_a_known_document_is_charged_for_the_default_where_no_page_is_given() -> None:
    schema, document = guarded(Documents()), PAGED.replace("$n: Int", "$n: Int = 10000")
    assert (await ask(schema, document, n=None)).errors is None
    assert only_error(await ask(schema, document))["code"] == "COST_LIMIT"


async def test_a_document_known_under_other_rules_is_validated_anew() -> None:
    documents, question = Documents(), "{__schema{queryType{name}}}"
    assert (await ask(guarded(documents), question)).errors is None
    assert (await ask(guarded(documents, DisableIntrospection), question)).errors


class Swapping(SchemaExtension):
    """Puts another document in the place of the one that was asked for."""

    def on_parse(self) -> Iterator[None]:
        yield
        self.execution_context.graphql_document = parse("{nothing}")


async def test_a_known_text_does_not_vouch_for_another_document() -> None:
    documents, question = Documents(), "{book{title}}"
    assert (await ask(guarded(documents), question)).errors is None
    assert (await ask(guarded(documents, Swapping), question)).errors


async def test_each_operation_of_a_known_document_is_charged_for_itself() -> None:
    schema = guarded(Documents())
    document = (
        f"{PAGED.replace('query', 'query A')} query B($n: Int) {{books(first: $n){{nodes{{editions{{title}}}}}}}}"
    )
    cheap, dear = [await schema.execute(document, {"n": 5_000}, operation_name=name) for name in ("A", "B")]
    assert cheap.errors is None
    assert only_error(dear)["code"] == "COST_LIMIT"


async def test_the_documents_used_last_are_kept_and_no_more_than_there_is_room_for() -> None:
    documents = Documents(most_characters=60)
    schema = guarded(documents)
    for number in range(10):
        assert (await ask(schema, f"{{ b{number}: book {{ title }} }}")).errors is None
    assert len(documents) == 60 // len("{ b0: book { title } }")


def test_a_document_that_two_requests_found_valid_is_kept_once() -> None:
    documents = Documents(most_characters=10)
    for _ in range(2):
        documents.keep(("text",), Known(document=parse("{a}"), page_variables=(), verdicts={}), 6)
    assert len(documents) == 1


def test_many_page_sizes_do_not_grow_the_memory_of_a_document() -> None:
    known = Known(document=parse(PAGED), page_variables=("n",), verdicts={})
    for size in range(200):
        known.keep((size,), None)
    assert len(known.verdicts) <= MOST_VERDICTS
