"""The limits as a schema extension: it stands before validation, and remembers what was found valid."""

from collections.abc import Callable, Iterator, Mapping

from graphql import DocumentNode, GraphQLError, GraphQLSyntaxError
from strawberry.extensions import SchemaExtension

from gateway.limits.ceilings import Limits, TokenLimit
from gateway.limits.documents import Documents, Known
from gateway.limits.measure import Measured, measure, operation_of
from gateway.limits.pages import extent
from gateway.masking.expected import Expected, OperationUnknown

TOO_MANY_TOKENS = "Document contains more than"


def guard(limits: Limits, documents: Documents) -> Callable[[], SchemaExtension]:
    """Make the entry for a schema's list of extensions."""
    return lambda: Guard(limits, documents)


class Guard(SchemaExtension):
    """Sets errors and raises none: what a hook raises is lost on a stream."""

    def __init__(self, limits: Limits, documents: Documents) -> None:
        self._limits, self._documents = limits, documents

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        context.parse_options["max_tokens"] = self._limits.tokens
        known = self._documents.get(self._key())
        if known is not None and context.graphql_document is None:
            context.graphql_document = known.document
        yield
        for error in context.pre_execution_errors or ():
            if isinstance(error, GraphQLSyntaxError) and error.original_error is None:
                error.original_error = self._token_limit(error)

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        document, known = context.graphql_document, self._documents.get(self._key())
        if document is None:
            yield
        elif operation_of(document, self._operation_name()) is None:
            context.pre_execution_errors = _as_errors(OperationUnknown())
            yield
        elif known is not None and known.document is document:
            context.pre_execution_errors = _as_errors(self._verdict_on(known))
            yield
        else:
            measured = self._measure(document)
            context.pre_execution_errors = _as_errors(self._limits.broken_by(measured)) or None
            yield
            if not context.pre_execution_errors:
                self._keep(document, measured)

    def _token_limit(self, error: GraphQLSyntaxError) -> Expected | None:
        most = self._limits.tokens
        return TokenLimit(measured=most + 1, allowed=most) if TOO_MANY_TOKENS in error.message else None

    def _verdict_on(self, known: Known) -> Expected | None:
        extents = self._extents(known)
        if extents not in known.verdicts:
            known.keep(extents, self._limits.broken_by(self._measure(known.document)))
        return known.verdicts[extents]

    def _keep(self, document: DocumentNode, measured: Measured) -> None:
        if self.execution_context.query:
            known = Known(document=document, page_variables=tuple(measured.page_variables), verdicts={})
            known.keep(self._extents(known), None)
            self._documents.keep(self._key(), known, len(self.execution_context.query))

    def _extents(self, known: Known) -> tuple[object, ...]:
        variables = self._variables()
        of_variables = ((name in variables, extent(variables.get(name))) for name in known.page_variables)
        return (self._operation_name(), *of_variables)

    def _measure(self, document: DocumentNode) -> Measured:
        context = self.execution_context
        schema = context.schema._schema  # noqa: SLF001 - Strawberry shows graphql-core's schema nowhere else
        return measure(document, schema, self._variables(), self._operation_name(), self._limits.page)

    def _operation_name(self) -> str | None:
        """As it was given: what Strawberry shows is the name of the first operation where none was given."""
        return self.execution_context._provided_operation_name  # noqa: SLF001 - Strawberry shows it nowhere else

    def _variables(self) -> Mapping[str, object]:
        return self.execution_context.variables or {}

    def _key(self) -> tuple[object, ...]:
        """A document is valid under the rules that it was validated by."""
        return (self.execution_context.query, self.execution_context.validation_rules)


def _as_errors(verdict: Expected | None) -> list[GraphQLError]:
    return [] if verdict is None else [GraphQLError(str(verdict), original_error=verdict)]
