"""In whose name commands are given, where that is not the own: told by one header, whichever way they come."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from gateway.masking import BadId
from gateway.schema.ids import uuid_of
from shared.kernel.refusal import NotWellFormed

ON_BEHALF_OF: Final = "fairway-on-behalf-of"
"""Names who lent the person the role in which they give the request's commands: the person's global id."""


def on_behalf_of(header: Callable[[str], str | None]) -> UUID | None:
    """Whether that person lent it is judged where the command is decided. Raises Refused."""
    given = header(ON_BEHALF_OF)
    try:
        return None if given is None else uuid_of("Person", given)
    except BadId:
        raise NotWellFormed(problem="the header Fairway-On-Behalf-Of is no Person id") from None
