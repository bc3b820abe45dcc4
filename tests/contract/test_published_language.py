"""What others build on: the GraphQL schema as it is published."""

from graphql import build_schema, validate_schema

from gateway.schema.export import SDL, printed


def test_the_published_schema_is_the_one_that_is_served() -> None:
    """`make schema` writes it anew."""
    assert SDL.read_text("utf-8") == printed()


def test_the_published_schema_is_valid_by_itself() -> None:
    published = build_schema(SDL.read_text("utf-8"))
    assert validate_schema(published) == []
