"""Which language people are told in: the one that their request prefers, else their tenant's, else English."""

import re
from operator import itemgetter

from gateway.context import Context
from gateway.http.negotiation import worded
from services.engagement.contract import tenants_by_id
from shared.events.tenants import Locale
from shared.projecting.as_of import LIVE

HEADER = "accept-language"
FIELD = "acceptLanguage"
QUALITY = r"(?:;\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?"
RANGE = re.compile(rf"\s*([a-z]{{1,8}})(?:-[a-z0-9-]*)?\s*{QUALITY}", re.ASCII | re.IGNORECASE)


async def language(context: Context) -> Locale:
    """The tenant is looked up where the request names neither language, once per operation."""
    chosen = preferred(_accepted(context))
    if chosen is None:
        chosen = await context.once("language", lambda: _of_tenant(context))
    if context.request is not None:
        worded(context.request, chosen)
    return chosen


def preferred(accepted: str) -> Locale | None:
    """The language with the highest quality, of equal ones the first; what is no range of languages is passed over."""
    ranges = (RANGE.fullmatch(part) for part in accepted.split(","))
    asked = ((one[1].lower(), float(one[2] or 1)) for one in ranges if one)
    known = [(Locale(name), quality) for name, quality in asked if name in set(Locale) and quality > 0]
    return max(known, key=itemgetter(1))[0] if known else None


def _accepted(context: Context) -> str:
    """Over a WebSocket the payload of `connection_init` comes first: the header there is the browser's own."""
    payload = context.connection_params
    given = payload.get(FIELD) if isinstance(payload, dict) else None
    return given if isinstance(given, str) else context.header(HEADER) or ""


async def _of_tenant(context: Context) -> Locale:
    tenant = await context.load(LIVE, tenants_by_id, (await context.identity()).tenant)
    return Locale.EN if tenant is None else tenant.locale
