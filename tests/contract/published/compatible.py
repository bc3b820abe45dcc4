"""FULL_TRANSITIVE compatibility: every version of a schema reads what every other version wrote.

A writer writes the properties of its schema and no others. A reader passes over properties that it does not know,
unless its schema is closed. What the check does not understand must be the same on both sides.
"""

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any, TypeAlias

Schema: TypeAlias = Mapping[str, Any]
Whole: TypeAlias = Schema | bool  # `true` takes everything, `false` nothing

ANNOTATIONS = frozenset(
    {"$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly"}
)
LOWEST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
HIGHEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
OTHERS = "additionalProperties"
COMPARED = frozenset({"type", "enum", "const", "properties", "required", "items", OTHERS, *LOWEST, *HIGHEST})


def fully_transitive(versions: Mapping[str, Schema]) -> list[str]:
    """Every reason why some version does not read what some other one wrote."""
    return [
        f"{reader} does not read {writer}: {reason}"
        for reader, writer in permutations(versions, 2)
        for reason in unread(versions[reader], versions[writer])
    ]


def unread(reader: Whole, writer: Whole, at: str = "$") -> list[str]:
    """Why data written by the one schema may fail the other; empty: it never does."""
    reasons: list[str] = []
    for written in alternatives(writer):
        refusals = sorted((list(refused(one, written, at)) for one in alternatives(reader)), key=len)
        reasons += refusals[0]
    return reasons


def alternatives(schema: Whole) -> list[Schema]:
    """The schemas of which one has to fit: those of `anyOf`, and one for each of several types."""
    if isinstance(schema, bool):
        return [{} if schema else {"not": {}}]
    rest = {name: part for name, part in schema.items() if name not in ANNOTATIONS | {"anyOf", "type"}}
    if "anyOf" in schema:
        return [{**rest, **typed(schema), **one} for given in schema["anyOf"] for one in alternatives(given)]
    kinds = schema.get("type")
    if isinstance(kinds, list):
        return [{**rest, "type": kind} for kind in kinds]
    return [{**rest, **typed(schema)}]


def typed(schema: Schema) -> Schema:
    return {"type": schema["type"]} if "type" in schema else {}


def refused(reader: Schema, writer: Schema, at: str) -> Iterator[str]:
    if reader.get("type") not in {None, writer.get("type")} and (reader.get("type"), writer.get("type")) != (
        "number",
        "integer",
    ):
        yield f"{at} is {writer.get('type', 'of any type')}, not {reader['type']}"
        return
    yield from values(reader, writer, at)
    yield from bounds(reader, writer, at)
    yield from unknown(reader, writer, at)
    yield from fields(reader, writer, at)
    if "items" in reader:
        yield from unread(reader["items"], writer.get("items", {}), f"{at}[]")


def values(reader: Schema, writer: Schema, at: str) -> Iterator[str]:
    known, written = listed(reader), listed(writer)
    if known is not None and written is None:
        yield f"{at} may be more than {known}"
    elif known is not None and written is not None and (strange := [value for value in written if value not in known]):
        yield f"{at} may be {strange}"


def listed(schema: Schema) -> list[Any] | None:
    if "const" in schema:
        return [schema["const"]]
    return list(schema["enum"]) if "enum" in schema else None


def bounds(reader: Schema, writer: Schema, at: str) -> Iterator[str]:
    for name in LOWEST:
        if name in reader and (name not in writer or writer[name] < reader[name]):
            yield f"{at} may be below {name} {reader[name]}"
    for name in HIGHEST:
        if name in reader and (name not in writer or writer[name] > reader[name]):
            yield f"{at} may be above {name} {reader[name]}"


def unknown(reader: Schema, writer: Schema, at: str) -> Iterator[str]:
    """`pattern`, `format` and every keyword that is not compared by its meaning: the reader's must be the writer's."""
    for name in sorted(reader.keys() - COMPARED):
        if name not in writer or writer[name] != reader[name]:
            yield f"{at} has another {name}"


def fields(reader: Schema, writer: Schema, at: str) -> Iterator[str]:
    known, written = reader.get("properties", {}), writer.get("properties", {})
    for name in reader.get("required", []):
        if name not in writer.get("required", []):
            yield f"{at}.{name} may be missing"
    for name in known.keys() & written.keys():
        yield from unread(known[name], written[name], f"{at}.{name}")
    yield from strangers(reader, writer, at)


def strangers(reader: Schema, writer: Schema, at: str) -> Iterator[str]:
    """What a reader that is not open to all properties makes of those that it has no name for."""
    others, written = reader.get(OTHERS, True), writer.get("properties", {})
    if others is True:
        return
    for name in sorted(written.keys() - reader.get("properties", {}).keys()):
        if others is False:
            yield f"{at}.{name} is not allowed"
        else:
            yield from unread(others, written[name], f"{at}.{name}")
    if writer.get(OTHERS, True) != others:
        yield f"{at} has another {OTHERS}"
