"""The schema of every version of every public event; `python -m tests.contract.published.keeping` writes them.

What a published schema demands never changes, and no file is ever removed: data of that version lies in logs for ever.
`published.json` keeps a digest of what each demands; titles and descriptions may be said better.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import rfc8785

from shared.events.naming import PUBLIC_NAMES, public_type
from shared.events.registry import schema_version
from tests.architecture.tree import ROOT
from tests.contract.published.compatible import ANNOTATIONS
from tests.contract.published.schemas import Schema, schema_of

FOLDER = ROOT / "docs/events/schemas"
PUBLISHED = ROOT / "docs/events/published.json"
IN_WORDS = ANNOTATIONS - {"$schema", "$id", "default"}


class AlreadyPublished(Exception):
    """What a published schema demands has changed: the event needs a new version, or a new name."""


def kept() -> dict[str, Schema]:
    """All schemas in the folder, by type."""
    return {
        path.name.removesuffix(".json"): json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))
    }


def digests() -> dict[str, str]:
    """What each published schema demands, by type, as it was when it was published."""
    return dict(json.loads(PUBLISHED.read_text("utf-8"))) if PUBLISHED.exists() else {}


def demanded(schema: Schema) -> str:
    """A digest of everything but the words."""
    return sha256(rfc8785.dumps(without_words(schema))).hexdigest()


def without_words(schema: Schema) -> dict[str, Any]:
    return {name: stripped(name, part) for name, part in schema.items() if name not in IN_WORDS}


def stripped(keyword: str, part: Any) -> Any:  # noqa: ANN401 - any JSON
    match keyword, part:
        case "properties", dict():
            return {name: without_words(field) for name, field in part.items()}
        case "anyOf", list():
            return [without_words(one) for one in part]
        case "enum" | "required", list():
            return sorted(part)
        case "items" | "additionalProperties", dict():
            return without_words(part)
        case _:
            return part


def today() -> dict[str, Schema]:
    """The present version of every public event, by type."""
    return {public_type(event, schema_version(event)): schema_of(event) for event in PUBLIC_NAMES}


def changed(schemas: Mapping[str, Schema], published: Mapping[str, str]) -> list[str]:
    """The types whose schema demands something else than when it was published."""
    return [kind for kind, schema in schemas.items() if published.get(kind, demanded(schema)) != demanded(schema)]


def printed(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def keep(schemas: Mapping[str, Schema]) -> Iterable[str]:
    """Write the schemas and note the new ones. Raises AlreadyPublished before anything is written."""
    published = digests()
    if wrong := changed(schemas, published):
        raise AlreadyPublished(", ".join(wrong))
    for kind, schema in schemas.items():
        (FOLDER / f"{kind}.json").write_text(printed(schema), "utf-8")
    new = {kind: demanded(schema) for kind, schema in schemas.items() if kind not in published}
    PUBLISHED.write_text(printed(dict(sorted((published | new).items()))), "utf-8")
    return new


if __name__ == "__main__":
    for kind in keep(today()):
        sys.stdout.write(f"published {kind}\n")
