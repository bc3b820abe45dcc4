"""The gateway's process: GraphQL behind everything that protects it, and the questions of whoever operates it."""

from collections.abc import Awaitable, Callable

from fastapi import FastAPI, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse
from strawberry.http.ides import GraphQL_IDE

from gateway.body import BodyCap
from gateway.context import Backends, Context
from gateway.evidence import STREAMED, evidence_router
from gateway.evidence.joined import desk_of
from gateway.gates import clusters_router, gates_router
from gateway.http import GatewayRouter
from gateway.masking import Expected, RequestIds, answer_expected, answer_http
from gateway.measurement.router import UPLOADED, observations_desk, observations_router
from gateway.reports.router import reports_router
from gateway.schema.export import printed
from gateway.schema.schema import schema
from gateway.tables.router import tables_router
from shared.web.identity import Unauthenticated


def gateway(backends: Backends, *, ide: GraphQL_IDE | None = None) -> FastAPI:
    """The application; it touches no database."""
    app = FastAPI(title="Fairway", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    app.include_router(router(backends, ide))
    app.include_router(evidence_router(desk_of(backends)))
    app.include_router(gates_router(backends))
    app.include_router(clusters_router(backends))
    app.include_router(observations_router(observations_desk(backends)))
    app.include_router(reports_router(backends))
    app.include_router(tables_router(backends))
    app.add_api_route("/schema.graphql", sdl, methods=["GET"])
    app.add_api_route("/healthz", healthy, methods=["GET"])
    app.add_api_route("/readyz", readiness(backends), methods=["GET"])
    app.add_api_route("/metrics", metrics, methods=["GET"])
    app.add_exception_handler(HTTPException, answer_http)
    app.add_exception_handler(Expected, answer_expected)
    app.add_exception_handler(Unauthenticated, answer_expected)
    app.add_middleware(BodyCap, streamed=(STREAMED, UPLOADED))
    app.add_middleware(RequestIds)
    return app


def router(backends: Backends, ide: GraphQL_IDE | None) -> GatewayRouter[Context]:
    async def context(connection: HTTPConnection) -> Context:  # noqa: ARG001 - Strawberry puts it into the context
        return Context(backends)

    async def admit(context: Context) -> None:
        await context.identity()

    return GatewayRouter(schema, context, "/graphql", admit=admit, graphql_ide=ide)


async def sdl() -> Response:
    """The schema as front-end teams read it: what introspection tells to everybody."""
    return Response(printed(), media_type="text/plain")


async def healthy() -> dict[str, str]:
    return {"status": "ok"}


def readiness(backends: Backends) -> Callable[[], Awaitable[JSONResponse]]:
    """Whether requests can be answered, and if not, what is waited for."""

    async def ready() -> JSONResponse:
        found = await backends.waiting()
        status = {"status": "waiting" if found.needed else "ready", "waitingFor": [*found.needed, *found.useful]}
        return JSONResponse(status, status_code=503 if found.needed else 200)

    return ready


async def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
