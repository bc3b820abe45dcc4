"""A schema that leaves the logging of errors to Masking."""

import strawberry
from graphql import GraphQLError
from strawberry.types import ExecutionContext


class MaskedSchema(strawberry.Schema):
    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing: Strawberry would log each error again, with the text of the client's document."""
