"""A document run by graphql-core and by its compiled plan."""

import json
from collections.abc import Mapping, Sequence
from inspect import isawaitable
from typing import Any

from graphql import DocumentNode, ExecutionResult, GraphQLError, execute, parse
from strawberry import Schema
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from gateway.execution.plan import plan
from shared.kernel.record import record
from tests.unit.gateway.execution.workshop import core, workshop

WORKSHOP = workshop()


@record
class Both:
    theirs: ExecutionResult
    ours: ExecutionResult


async def both(source: str | DocumentNode, variables: Mapping[str, object] | None = None, **more: Any) -> Both:  # noqa: ANN401 - what executors take
    document = parse(source) if isinstance(source, str) else source
    return Both(
        theirs=await by_graphql_core(document, variables, **more), ours=await by_plan(document, variables, **more)
    )


async def by_graphql_core(
    document: DocumentNode,
    variables: Mapping[str, object] | None = None,
    *,
    schema: Schema = WORKSHOP,
    name: str | None = None,
    context: object = None,
) -> ExecutionResult:
    found: Any = execute(
        core(schema),
        document,
        context_value=context,
        variable_values=dict(variables or {}),
        operation_name=name,
        executor_class=StrawberryGraphQLCoreExecutionContext,
    )
    result: ExecutionResult = await found if isawaitable(found) else found
    return result


async def by_plan(
    document: DocumentNode,
    variables: Mapping[str, object] | None = None,
    *,
    schema: Schema = WORKSHOP,
    name: str | None = None,
    context: object = None,
) -> ExecutionResult:
    compiled = plan(core(schema), document, name)
    assert compiled is not None
    result = await compiled.run(context, None, dict(variables or {}), None)
    assert result is not None
    return result


def text(result: ExecutionResult) -> str:
    """With its keys in their order."""
    return json.dumps(result.data)


def said(result: ExecutionResult) -> tuple[str, list[object]]:
    return text(result), [(each.message, each.path, each.locations) for each in result.errors or ()]


def left(result: ExecutionResult) -> tuple[str, set[tuple[str | int, ...]]]:
    """The data, and what of it is empty. Which of several errors is told there depends on what was through first."""
    return text(result), emptied(result)


def emptied(result: ExecutionResult) -> set[tuple[str | int, ...]]:
    return {where(result.data, each) for each in result.errors or ()}


def where(data: Any, error: GraphQLError) -> tuple[str | int, ...]:  # noqa: ANN401 - any part of an answer
    """The place that is empty for the error: on the way to where it was raised, or there."""
    path: Sequence[str | int] = error.path or ()
    for length, key in enumerate(path):
        if data is None:
            return tuple(path[:length])
        data = data[key]
    return tuple(path)
