"""Values of one of several types as JSON: `{"date": "2026-03-02"}`, so that nobody guesses which type it was."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeAlias, get_args
from uuid import UUID

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class NamedChoice:
    """An annotation of a union for pydantic. The types themselves know nothing of it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        kinds = {kind.__name__: kind for kind in get_args(source)}
        fields = {
            name: core_schema.typed_dict_field(handler.generate_schema(kind), required=False)
            for name, kind in kinds.items()
        }
        shape = core_schema.typed_dict_schema(fields, extra_behavior="forbid")

        def named(value: Any, serialize: core_schema.SerializerFunctionWrapHandler) -> Any:
            return serialize({_name(kinds, value): value})

        told = core_schema.wrap_serializer_function_ser_schema(named, schema=shape)
        return core_schema.no_info_after_validator_function(_only, shape, serialization=told)


def _name(kinds: Mapping[str, type[Any]], value: Any) -> str:
    """By the type itself; a member of an enumeration of strings is a string."""
    name = type(value).__name__
    return name if name in kinds else next(name for name, kind in kinds.items() if isinstance(value, kind))


def _only(given: Mapping[str, Any]) -> Any:
    if len(given) != 1:
        raise ValueError("a choice names one type")
    (value,) = given.values()
    return value


Scalar: TypeAlias = Annotated[str | int | bool | UUID | Decimal | date | datetime, NamedChoice()]
