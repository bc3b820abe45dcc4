"""Fields that are asked of many objects at once: of a whole page, one call instead of one for each of its nodes."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias, get_args

import strawberry
from strawberry.types.field import StrawberryField

TOGETHER = "together"
Ask: TypeAlias = Callable[[Sequence[Any], Any], Awaitable[Sequence[Any]]]
"""An answer for each of the objects, in their order."""


def together(ask: Ask, *, description: str | None = None) -> Any:  # noqa: ANN401 - a field of a type of the schema
    """Such a field, without arguments. Who executes it otherwise may ask it of each object alone."""

    async def alone(root: Any, info: Any) -> Any:  # noqa: ANN401 - as the field has it
        (answer,) = await ask((root,), info)
        return answer

    alone.__module__ = ask.__module__
    alone.__annotations__ |= {"info": ask.__annotations__["info"], "return": get_args(ask.__annotations__["return"])[0]}
    return strawberry.field(resolver=alone, description=description, metadata={TOGETHER: ask})


def asked_together(field: StrawberryField) -> Ask | None:
    found: Ask | None = field.metadata.get(TOGETHER)
    return found
