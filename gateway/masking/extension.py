"""Masking as a schema extension: whatever leaves the schema is fit to be read by a stranger."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from graphql import GraphQLError
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import StreamExecutionResult

from gateway.masking.request_id import request_id
from gateway.masking.shown import Shown, shown

HANDLED_BY_STRAWBERRY = (MissingQueryError, CannotGetOperationTypeError, InvalidOperationTypeError)


@runtime_checkable
class _WithErrors(Protocol):
    errors: list[GraphQLError] | None


class Masking(SchemaExtension):
    """Stands first in the list of extensions, so that it also sees what the others raise."""

    def __init__(self) -> None:
        self._request_id = request_id()
        self._executing = False

    def on_operation(self) -> Iterator[None]:
        try:
            yield
        except HANDLED_BY_STRAWBERRY:
            raise
        except Exception as error:  # noqa: BLE001 - no error of any kind may reach the client as it is
            raise self._shown(_as_graphql(error)) from None
        self._mask(self.execution_context.result)

    def on_execute(self) -> Iterator[None]:
        self._executing = True
        yield

    def on_stream_result(self, result: StreamExecutionResult) -> Iterator[None]:
        parts = (getattr(result, name, None) or () for name in ("incremental", "completed"))
        for part in (result, *(part for several in parts for part in several)):
            self._mask(part)
        yield

    def _mask(self, result: object) -> None:
        if isinstance(result, _WithErrors) and result.errors:
            result.errors = [self._shown(error) for error in result.errors]

    def _shown(self, error: GraphQLError) -> Shown:
        return shown(error, request_id=self._request_id, executing=self._executing)


def _as_graphql(error: Exception) -> GraphQLError:
    return error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)
