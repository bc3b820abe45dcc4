"""A service's OpenAPI document: each command and each question as a path, with schemas from its contract."""

from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from shared.web.wire import RECEIPT, REFUSAL, Wire

Mode = Literal["validation", "serialization"]
Key = tuple[str, Mode]
TEMPLATE = "#/components/schemas/{model}"


def describe(app: FastAPI, wire: Wire) -> None:
    """Let `/openapi.json` tell what the contract offers, beside the routes that FastAPI knows of itself."""
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(get_openapi(title=app.title, version=app.version, routes=app.routes))
            paths, schemas = described(wire)
            made["paths"].update(paths)
            made.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
        return made

    app.__dict__["openapi"] = openapi


def described(wire: Wire) -> tuple[dict[str, Any], dict[str, Any]]:
    """The paths, and the schemas that they refer to."""
    schemas, shared = TypeAdapter.json_schemas(adapters(wire), ref_template=TEMPLATE)
    of = {f"{name} {mode}": schema for (name, mode), schema in schemas.items()}
    receipt, refusal = of["Receipt serialization"], of["Refusal serialization"]
    commands = {
        f"/commands/{name}": path(f"Give the command {name}.", of[f"{name} validation"], receipt, refusal)
        for name in wire.commands
    }
    questions = {
        f"/queries/{name}": path(
            question.function.__doc__ or f"Ask {name}.", of[f"{name} validation"], of[f"{name} serialization"], None
        )
        for name, question in wire.questions.items()
    }
    return {**commands, **questions}, shared.get("$defs", {})


def adapters(wire: Wire) -> list[tuple[str, Mode, TypeAdapter[Any]]]:
    commands: list[tuple[str, Mode, TypeAdapter[Any]]] = [
        (name, "validation", command.form.adapter) for name, command in wire.commands.items()
    ]
    for name, question in wire.questions.items():
        commands += [(name, "validation", question.form.adapter), (name, "serialization", question.answers.adapter)]
    return [
        *commands,
        ("Receipt", "serialization", RECEIPT.adapter),
        ("Refusal", "serialization", REFUSAL.adapter),
    ]


def path(summary: str, taken: object, given: object, refused: object | None) -> dict[str, Any]:
    responses = {"200": {"description": "The answer.", "content": json(given)}}
    if refused is not None:
        responses["409"] = {"description": "The command breaks a rule.", "content": json(refused)}
    return {
        "post": {
            "summary": summary,
            "requestBody": {"required": True, "content": json(taken)},
            "responses": responses,
        }
    }


def json(schema: object) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
