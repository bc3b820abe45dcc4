"""The GraphQL route: Strawberry's router, with the rules of GraphQL over HTTP and a code for every refusal."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Generic, TypeVar

import orjson
from cross_web import AsyncHTTPRequestAdapter
from starlette.requests import Request
from starlette.responses import Response
from strawberry.exceptions import ConnectionRejectionError
from strawberry.fastapi import GraphQLRouter
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.base import BaseRequestProtocol
from strawberry.http.ides import GraphQL_IDE
from strawberry.schema import Schema
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.execution import PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET, UnsetType

from gateway.body import ContentTypeNotJson, asked, is_json, json_value
from gateway.http.coded import CodedRoute
from gateway.http.negotiation import refuse
from gateway.http.socket import Socket
from gateway.http.websocket import SocketHandler
from gateway.masking import Masking
from gateway.masking.expected import expected

ContextT = TypeVar("ContextT")

PROTOCOLS = (GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL)
BY_GET = frozenset({OperationType.QUERY})
BY_POST = frozenset({OperationType.QUERY, OperationType.MUTATION})


PAGE = Path(__file__).with_name("page.html").read_text("utf-8")


class NotMasked(ValueError):
    """The errors of the schema would reach strangers as they are."""


class GatewayRouter(GraphQLRouter[ContextT, None], Generic[ContextT]):
    """`admit` is asked once per WebSocket, when the payload of its `connection_init` is in the context."""

    graphql_transport_ws_handler_class = SocketHandler
    websocket_adapter_class = Socket

    def __init__(
        self,
        schema: Schema,
        context_getter: Callable[..., Awaitable[ContextT]],
        path: str = "/graphql",
        *,
        admit: Callable[[ContextT], Awaitable[None]] | None = None,
        allow_queries_via_get: bool = True,
        graphql_ide: GraphQL_IDE | None = None,
        allowed_origins: Sequence[str] = (),
    ) -> None:
        if not isinstance(next(iter(schema.get_extensions()), None), Masking):
            raise NotMasked("Masking must be the first of the schema's extensions")
        self._admit = admit
        super().__init__(
            schema,
            path,
            graphql_ide=graphql_ide,
            allow_queries_via_get=allow_queries_via_get,
            context_getter=context_getter,
            subscription_protocols=PROTOCOLS,
            connection_init_wait_timeout=timedelta(seconds=10),
            max_subscriptions_per_connection=50,
            allowed_origins=allowed_origins,
            route_class=CodedRoute,
        )

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        return self.graphql_ide is not None and super().should_render_graphql_ide(request)

    def encode_json(self, data: object) -> str:
        """Text, since frames and events are made of it too; the standard library takes several times as long."""
        return orjson.dumps(data).decode()

    @property
    def graphql_ide_html(self) -> str:
        """Our own page: it says what is missing where GraphiQL's scripts cannot be reached, and does without them."""
        return PAGE

    def decode_json(self, data: str | bytes) -> object:
        return json_value(data)

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        """Take JSON only: other content types cross origins without a preflight."""
        if request.method == "GET":
            found = asked(self.parse_query_params(request.query_params))
        elif is_json(request.content_type or ""):
            found = asked(json_value(await request.get_body()))
        else:
            raise ContentTypeNotJson
        transport = self._get_stream_transport_from_headers(request.headers)
        return GraphQLRequestData(
            query=found.query,
            variables=found.variables,
            operation_name=found.operation_name,
            extensions=found.extensions,
            protocol="http" if transport is None else transport.protocol,
        )

    async def execute_single(
        self,
        request: Request,  # noqa: ARG002 - Strawberry's signature
        request_adapter: AsyncHTTPRequestAdapter,
        sub_response: Response,  # noqa: ARG002 - Strawberry's signature
        context: ContextT,
        root_value: None,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        """Leave subscriptions to the streams; a plain answer could hold no more than their first event."""
        by_get = BY_GET if self.allow_queries_via_get else frozenset[OperationType]()
        return await self.schema.execute(
            request_data.query,
            root_value=root_value,
            variable_values=request_data.variables,
            context_value=context,
            operation_name=request_data.operation_name,
            allowed_operation_types=BY_POST if request_adapter.method == "POST" else by_get,
            operation_extensions=request_data.extensions,
        )

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        response = await super().process_result(request, result)
        if result.errors and _came_to_nothing(result):
            refuse(request, result.errors)
            response.pop("data", None)
        return response

    async def on_ws_connect(self, context: ContextT) -> UnsetType | dict[str, object] | None:
        if self._admit is not None:
            try:
                await self._admit(context)
            except Exception as error:
                if expected(error) is None:
                    raise
                raise ConnectionRejectionError from None
        unset: UnsetType = UNSET
        return unset


def _came_to_nothing(result: ExecutionResult) -> bool:
    """Tell a request that was refused as a whole from one whose execution failed somewhere."""
    return isinstance(result, PreExecutionError) or (
        result.data is None and all(error.path is None for error in result.errors or ())
    )
