"""A list as a field of a type: filtered, ordered and in pages, whatever it lists."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from types import GenericAlias
from typing import Annotated, Any
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.filters import filter_of
from gateway.schema.lists import Paging, Shelf, connect
from gateway.schema.orders import orders
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.filtering import EVERYTHING, AllOf, Filter

PAGING = {"first": int | None, "after": str | None, "last": int | None, "before": str | None}


@record
class Part:
    """The part of a shelf that a field lists: as seen from where, of whom, and what of it alone."""

    source: Source
    parent: UUID | None = None
    only: Filter = EVERYTHING


def listed(shelf: Shelf[Any], answer: Any, *, description: str) -> Callable[[Callable[..., Part]], Any]:  # noqa: ANN401 - a type
    """Such a field, which takes the shelf's filter and order; its method says which part, and may take more."""

    def field(part: Callable[..., Part]) -> Any:  # noqa: ANN401 - a field of a type of the schema
        @wraps(part)
        async def page(self: Any, info: Info, **given: Any) -> Any:  # noqa: ANN401 - what the schema gives
            paging = Paging(**{name: given.pop(name) for name in PAGING})
            wanted = filter_of(given.pop("filter_"), shelf.nouns, shelf.columns)
            order = orders(given.pop("order_by"))
            of = part(self, **given)
            wanted = wanted if of.only == EVERYTHING else AllOf(of=(of.only, wanted))
            return await connect(info, shelf, of.source, paging, wanted=wanted, order=order, parent=of.parent)

        page.__dict__["__signature__"] = taking(shelf, answer, part)
        return strawberry.field(resolver=page, description=description)

    return field


def taking(shelf: Shelf[Any], answer: Any, part: Callable[..., Part]) -> Signature:  # noqa: ANN401 - a type
    of, *own = signature(part).parameters.values()
    kinds = {
        "filter_": Annotated[shelf.filter | None, strawberry.argument(name="filter")],
        "order_by": GenericAlias(list, shelf.order) | None,
        **PAGING,
    }
    info = Parameter("info", Parameter.POSITIONAL_OR_KEYWORD, annotation=Info)
    given = [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=kind) for name, kind in kinds.items()]
    mine = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in own]
    return Signature([of, info, *mine, *given], return_annotation=answer)
