"""What a stranger reads of an error, and what only our log holds."""

from collections.abc import Iterator
from typing import NewType

import pytest
import strawberry
from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionResult
from structlog.testing import capture_logs

from gateway.masking import (
    AsOf,
    BadId,
    Expected,
    Forbidden,
    Masking,
    PageSize,
    Unauthenticated,
    answer,
)
from gateway.masking.expected import expected
from shared.web import identity
from tests.unit.gateway.library import INNARDS, Query, library

MASKED = library(Masking)
SENTENCE = "Something went wrong on our side."


def errors_of(result: object) -> list[GraphQLError]:
    assert isinstance(result, ExecutionResult)
    return result.errors or []


def codes(result: object) -> list[object]:
    return [(error.extensions or {}).get("code") for error in errors_of(result)]


async def test_an_unexpected_error_says_nothing_and_is_logged_with_its_traceback() -> None:
    with capture_logs() as logs:
        [error] = errors_of(await MASKED.execute("{broken}"))
    assert error.message == SENTENCE
    assert INNARDS not in repr(error.formatted)
    assert error.path == ["broken"]
    [entry] = [one for one in logs if one["event"] == "unexpected_error"]
    assert str(entry["exc_info"]) == INNARDS
    assert entry["exc_info"].__traceback__ is not None
    assert (error.extensions or {}) == {"code": "INTERNAL", "requestId": entry["request_id"]}


async def test_an_expected_error_keeps_its_code_and_its_sentence() -> None:
    [error] = errors_of(await MASKED.execute("{refused}"))
    assert error.message == "This cursor does not belong to this list, its order and its filter."
    assert (error.extensions or {})["code"] == "BAD_CURSOR"


async def test_an_error_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as logs:
        await MASKED.execute("{broken}")
    assert [entry["event"] for entry in logs] == ["unexpected_error"]
    assert caplog.records == []


async def test_all_errors_of_an_answer_carry_the_same_request_id() -> None:
    result = await MASKED.execute("{refused broken}")
    assert len({(error.extensions or {})["requestId"] for error in errors_of(result)}) == 1
    assert codes(result) == ["BAD_CURSOR", "INTERNAL"]


@pytest.mark.parametrize(
    ("document", "variables", "text"),
    [
        ("{", {}, "Syntax Error"),
        ("{nothing}", {}, "Cannot query field 'nothing'"),
        ("query($n: Int!) {book(pages: $n) {title}}", {"n": "many"}, "Variable '$n' has invalid value"),
        ("query($n: Int!) {book(pages: $n) {title}}", {}, "Variable '$n'"),
        ("query($n: Int = 1) {book(pages: $n) {title}}", {"n": None}, "Argument 'pages'"),
        ('{book(id: "1") {title}}', {}, "Value cannot represent a UUID"),
    ],
)
async def test_what_does_not_fit_the_schema_is_explained(
    document: str, variables: dict[str, object], text: str
) -> None:
    result = await MASKED.execute(document, variable_values=variables)
    assert set(codes(result)) == {"GRAPHQL_INVALID"}
    assert text in errors_of(result)[0].message


async def test_no_field_is_suggested() -> None:
    [error] = errors_of(await MASKED.execute("{boook{title}}"))
    assert error.message == "Cannot query field 'boook' on type 'Query'."


def clumsy(value: object) -> object:
    del value
    raise RuntimeError(INNARDS)


Clumsy = NewType("Clumsy", str)
CLUMSY = StrawberryConfig(scalar_map={Clumsy: strawberry.scalar(name="Clumsy", parse_value=clumsy, serialize=str)})


@strawberry.type
class ClumsyQuery:
    @strawberry.field
    def echo(self, value: Clumsy) -> str:
        return value


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ('{echo(value: "x")}', {}),
        ("query($v: Clumsy!) {echo(value: $v)}", {"v": "x"}),
        ('query($v: Clumsy = "x") {echo(value: $v)}', {}),
    ],
)
async def test_a_scalar_that_fails_does_not_tell_why(document: str, variables: dict[str, object]) -> None:
    schema = strawberry.Schema(ClumsyQuery, extensions=[Masking], config=CLUMSY)
    [error] = errors_of(await schema.execute(document, variable_values=variables))
    assert "Expected value of type 'Clumsy', found: " in error.message
    assert INNARDS not in repr(error.formatted)


async def test_an_error_in_a_subscription_is_masked_frame_by_frame() -> None:
    frames = [frame async for frame in await MASKED.stream("subscription {torn}")]
    assert [codes(frame) for frame in frames] == [[], ["INTERNAL"]]
    assert INNARDS not in repr([errors_of(frame) for frame in frames])


async def test_an_error_below_a_subscribed_field_is_masked_too() -> None:
    frames = [frame async for frame in await MASKED.stream("subscription {stained {title}}")]
    assert [codes(frame) for frame in frames] == [[], ["BAD_CURSOR"]]


async def test_the_parts_of_a_deferred_answer_are_masked() -> None:
    config = StrawberryConfig(enable_experimental_incremental_execution=True)
    schema = strawberry.Schema(Query, extensions=[Masking], config=config)
    document = "{book{title} ...@defer{broken refused}}"
    frames = [frame async for frame in await schema.stream(document)]
    parts = [part for frame in frames for part in getattr(frame, "incremental", None) or ()]
    formatted = [error.formatted for part in parts for error in part.errors]
    assert [error["extensions"]["code"] for error in formatted] == ["INTERNAL", "BAD_CURSOR"]
    assert INNARDS not in repr(formatted)


class FailsBefore(SchemaExtension):
    def on_validate(self) -> Iterator[None]:
        raise RuntimeError(INNARDS)
        yield


class FailsAfter(SchemaExtension):
    def on_execute(self) -> Iterator[None]:
        yield
        raise GraphQLError(INNARDS)


@pytest.mark.parametrize("failing", [FailsBefore, FailsAfter])
async def test_what_another_extension_raises_is_masked(failing: type[SchemaExtension]) -> None:
    result = await library(Masking, failing).execute("{book{title}}")
    assert codes(result) == ["INTERNAL"]
    assert INNARDS not in repr(errors_of(result))


async def test_a_stream_that_fails_before_its_first_frame_says_nothing_either() -> None:
    with pytest.raises(GraphQLError, match=SENTENCE):
        [frame async for frame in await library(Masking, FailsBefore).stream("{book{title}}")]


@pytest.mark.parametrize(
    ("error", "code", "status", "sentence"),
    [
        (Unauthenticated(), "UNAUTHENTICATED", 401, "This takes a valid access token."),
        (Forbidden(), "FORBIDDEN", 403, "You may not see or do this."),
        (BadId(), "BAD_ID", 400, "This is not the id of anything."),
        (PageSize(least=1, most=100), "PAGE_SIZE", 400, "Ask for 1 to 100 items, by `first` or by `last`."),
        (AsOf(field="lag"), "AS_OF", 400, "`lag` has no past: ask for it outside of `asOf`."),
    ],
)
def test_each_expected_error_has_its_code(error: Expected, code: str, status: int, sentence: str) -> None:
    assert (error.code, error.status, str(error)) == (code, status, sentence)


def test_a_refused_token_is_an_expected_error_with_its_reason() -> None:
    found = expected(identity.Unauthenticated(identity.Reason.TOKEN_EXPIRED))
    assert found is not None
    assert (found.code, found.details, found.headers) == (
        "UNAUTHENTICATED",
        {"reason": "TOKEN_EXPIRED"},
        {"www-authenticate": "Bearer"},
    )


def test_an_answer_outside_of_graphql_has_the_same_shape() -> None:
    response = answer(PageSize(least=1, most=100))
    assert response.status_code == 400
    assert b'"code":"PAGE_SIZE"' in bytes(response.body)
    assert b'"requestId":"' in bytes(response.body)
