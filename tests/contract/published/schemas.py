"""The JSON Schema of a public event, made from its record: it takes the data as the log holds it, and no other."""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from shared.events.naming import public_schema, public_type
from shared.events.registry import EVENTS, schema_version
from tests.contract.published.catalogue import EVENTS_IN_WORDS

Schema: TypeAlias = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LARGEST = 2**53 - 1  # what canonical JSON keeps exactly
DECIMAL = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"


class AsStored(GenerateJsonSchema):
    """Decimals are strings and integers have a bound, as in the canonical bytes."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {"type": "string", "pattern": DECIMAL}

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:  # noqa: ARG002
        return {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - as it is inherited
        return False


def schema_of(event: str) -> Schema:
    """Today's version, whole in itself. Fields with a default are not required: a later version may leave them out."""
    made = TypeAdapter(EVENTS[event]).json_schema(mode="serialization", schema_generator=AsStored)
    whole = inlined(made, made.get("$defs", {}))
    about = EVENTS_IN_WORDS[event]
    version = schema_version(event)
    return {
        "$schema": DIALECT,
        "$id": public_schema(event, version),
        "title": public_type(event, version),
        "description": " ".join(filter(None, (about.meaning, one_line(whole.get("description", ""))))),
        "type": "object",
        "properties": {name: worded(field, about.fields.get(name)) for name, field in whole["properties"].items()},
        "required": whole["required"],
    }


def inlined(node: Any, definitions: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """The same schema without references."""
    if isinstance(node, list):
        return [inlined(part, definitions) for part in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        rest = {name: part for name, part in node.items() if name != "$ref"}
        return inlined(definitions[node["$ref"].rpartition("/")[2]], definitions) | rest
    return {name: inlined(part, definitions) for name, part in node.items() if name != "$defs"}


def worded(field: Schema, note: str | None) -> Schema:
    words = note or one_line(field.get("description", ""))
    rest = {name: part for name, part in field.items() if name != "description"}
    return {"description": words} | rest if words else rest


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
