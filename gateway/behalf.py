"""By whom and in whose name commands are given: by a token and one header, whichever way they come."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from gateway.masking import BadId
from gateway.schema.ids import uuid_of
from shared.eventstore.handle import Request
from shared.kernel.refusal import NotWellFormed
from shared.web.identity import Identity

ON_BEHALF_OF: Final = "fairway-on-behalf-of"
"""Names who lent the person the role in which they give the request's commands: the person's global id."""


def on_behalf_of(header: Callable[[str], str | None]) -> UUID | None:
    """Whether that person lent it is judged where the command is decided. Raises Refused."""
    given = header(ON_BEHALF_OF)
    try:
        return None if given is None else uuid_of("Person", given)
    except BadId:
        raise NotWellFormed(problem="the header Fairway-On-Behalf-Of is no Person id") from None


def given_by(identity: Identity, behalf: UUID | None, command_id: UUID, command: object) -> Request:
    """The command as this person gives it."""
    return Request(
        tenant=identity.tenant,
        person=identity.person,
        command_id=command_id,
        command=command,
        home=identity.home,
        on_behalf_of=behalf,
    )
