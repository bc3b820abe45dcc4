"""Words that Fairway ships: told in the language that a field is asked for, else in that of the request."""

from typing import Protocol

import strawberry

from gateway.context import Info
from gateway.language import language
from shared.events.tenants import Locale

__all__ = ["Locale", "told"]

strawberry.enum(Locale, description="As an argument it may be left out: else the request's language, or the tenant's.")


class Words(Protocol):
    """What reads in both languages."""

    def told_in(self, locale: Locale, /) -> str: ...


async def told(info: Info, words: Words, locale: Locale | None) -> str:
    return words.told_in(locale or await language(info.context))
