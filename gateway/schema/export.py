"""Writes the schema as front-end teams read it: `gateway/schema.graphql`, committed and compared."""

from functools import cache
from pathlib import Path

from gateway.schema.schema import schema

SDL = Path(__file__).parent.parent / "schema.graphql"


@cache
def printed() -> str:
    return schema.as_str() + "\n"


if __name__ == "__main__":
    SDL.write_text(printed(), "utf-8")
