"""`can` on every type that commands are about: the command that would do it is weighed as it could be given."""

from enum import Enum
from operator import attrgetter
from typing import Any

import strawberry

from gateway.context import Info
from gateway.owners import COMMANDS
from gateway.schema.days import day_of
from gateway.schema.filling import KINDS, Asker, trial_of
from gateway.schema.permissions import Permission, permission
from gateway.schema.weighed_nouns import BY_NAME, Noun
from shared.projecting.as_of import LIVE

ENUMS = {"EvidencePiece": "EvidenceAction"}
"""Where the enum of actions is not called like the noun."""


def whether(name: str) -> Any:  # noqa: ANN401 - a field of a type of the schema
    """The field by which such a thing is asked what may be done with it."""
    of = BY_NAME[name]

    async def asked(root: Any, info: Info, action: Any) -> Any:  # noqa: ANN401 - what the schema gives
        return await able(info, root, of, action.value)

    asked.__annotations__ |= {"action": actions(of), "return": answer(of)}
    return strawberry.field(resolver=asked, description="Whether you may do this now.")


def actions(of: Noun) -> Any:  # noqa: ANN401 - an enum made here
    """The enum of what can be asked about."""
    made: Any = Enum
    kind = made(ENUMS.get(of.name, f"{of.name}Action"), {each: each for each in of.actions})
    return strawberry.enum(kind, description="Each is named like the mutation that does it.")


def answer(of: Noun) -> Any:  # noqa: ANN401 - a type, as annotations tell it
    """What stands on another service too may be null, so that the rest is told without it."""
    several = {COMMANDS[KINDS[each]] for each in of.actions}
    return Permission if len(several) == 1 else Permission | None


async def able(info: Info, root: Any, of: Noun, action: str) -> Permission:  # noqa: ANN401 - any thing that there is
    identity = await info.context.identity()
    asker = Asker(tenant=identity.tenant, person=identity.person, day=await day_of(info, LIVE))
    known = {key: attrgetter(where)(root) for key, where in of.keys.items()}
    source = root.origin if hasattr(root, "origin") else root.source
    return await permission(info, source, f"{of.name}.can", trial_of(action, known, asker))
