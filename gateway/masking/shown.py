"""From an error as it was raised to the error that the client sees."""

import re
from collections.abc import Mapping

import structlog
from graphql import GraphQLError
from graphql.language import ValueNode, VariableDefinitionNode

from gateway.masking.expected import Expected, Internal, expected

INVALID = "GRAPHQL_INVALID"
OURS = 500  # from this status on, operators want to know
LONGEST_MESSAGE = 2_000  # some sentences repeat what was given
VALUE_SENTENCE = "A value does not fit its type."
SUGGESTION = re.compile(r" Did you mean [^?]*\?")

log = structlog.get_logger(__name__)


class Shown(GraphQLError):
    """An error as the client sees it. It holds nothing of the error it was made from."""

    def __init__(
        self,
        message: str,
        of: GraphQLError,
        *,
        status: int,
        extensions: dict[str, object],
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            message, nodes=of.nodes, source=of.source, positions=of.positions, path=of.path, extensions=extensions
        )
        self.status = status
        self.headers = headers or {}


def shown(error: GraphQLError, *, request_id: str, executing: bool) -> Shown:
    """Show what the caller may know, and log the rest with its traceback. What is shown already stays as it is."""
    if isinstance(error, Shown):
        return error
    cause = _cause(error)
    if (known := expected(cause)) is not None:
        report = log.info if known.status < OURS else log.warning
        report("refused", request_id=request_id, code=known.code, cause=type(cause).__name__)
        return _readable(error, known, request_id)
    if _is_the_callers_fault(error, cause, executing=executing):
        return _invalid(error, cause, request_id)
    log.error("unexpected_error", request_id=request_id, path=error.path, exc_info=cause or error)
    return _readable(error, Internal(), request_id)


def _cause(error: GraphQLError) -> Exception | None:
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause


def _readable(error: GraphQLError, known: Expected, request_id: str) -> Shown:
    extensions = {**known.details, "code": known.code, "requestId": request_id}
    return Shown(str(known), error, status=known.status, extensions=extensions, headers=known.headers)


def _is_the_callers_fault(error: GraphQLError, cause: Exception | None, *, executing: bool) -> bool:
    """Tell a document or a value that does not fit the schema from an error in a resolver."""
    if executing:
        return any(isinstance(node, VariableDefinitionNode | ValueNode) for node in error.nodes or ())
    return cause is None or bool(error.nodes)


def _invalid(error: GraphQLError, cause: Exception | None, request_id: str) -> Shown:
    message = SUGGESTION.sub("", error.message)
    if cause is not None:
        message = message.replace(f", but encountered error '{cause}'; found", ", found")
        message = VALUE_SENTENCE if str(cause) in message else message
    return Shown(message[:LONGEST_MESSAGE], error, status=400, extensions={"code": INVALID, "requestId": request_id})
