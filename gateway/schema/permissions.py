"""`can`: whether whoever asks may do something now, by weighing the very command that would do it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import strawberry

from gateway.behalf import given_by, on_behalf_of
from gateway.context import Info
from gateway.language import language
from gateway.masking import AsOf
from gateway.owners import FRENCH
from gateway.schema.answers import LONGEST_MESSAGE, RejectionCode
from shared.events.gaps import Evidence
from shared.eventstore.weighing import Weighed
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.policy.sentences import sentence
from shared.projecting.as_of import LIVE, Source

NOTHING_RECORDED = UUID(int=0)
SAID = "To be said."
SHOWN = Evidence(digest="0" * 64, link="https://to.be.shown", note=SAID)
A_DAY = timedelta(days=1)


@strawberry.type(
    description="Whether the command would be taken if it were given now, with whatever it asks for filled in well."
)
class Permission:
    allowed: bool
    code: str | None = strawberry.field(graphql_type=RejectionCode | None, description="The rule that it would break.")
    message: str | None = strawberry.field(description="The rule, as a sentence for people: in English or in French.")


@record
class Trial:
    """A command as it could be given; `open` are the inputs that are still to be filled in, and break no rule.

    Where it says what is `known`, all others are open.
    """

    command: Any
    open: frozenset[str] = frozenset()
    known: frozenset[str] | None = None

    def leaves_open(self, refusal: Refused) -> bool:
        """What is to blame is only what was filled in for the trial."""
        blamed = frozenset(refusal.where[1:2])
        return bool(blamed & self.open if self.known is None else blamed - self.known)


def trial(command: object, *still_open: str) -> Trial:
    return Trial(command=command, open=frozenset(still_open))


async def permission(info: Info, source: Source, field: str, given: Trial) -> Permission:
    """It is about now: within `asOf` it is refused by the field's name."""
    if source != LIVE:
        raise AsOf(field=field)
    weighed = await weighing(info, given.command)
    refusal = weighed.refusal
    if refusal is None or given.leaves_open(refusal):
        return Permission(allowed=True, code=None, message=None)
    said = sentence(refusal, await language(info.context), FRENCH)[:LONGEST_MESSAGE]
    return Permission(allowed=False, code=RejectionCode[refusal.code], message=said)


async def weighing(info: Info, command: Any) -> Weighed:  # noqa: ANN401 - any command there is
    """What would come of it now; commands that are asked about at the same time are weighed together."""

    async def ask(commands: list[Any]) -> list[Weighed]:
        return await weighed_together(info, commands)

    found: Weighed = await info.context.together("weighing", ask, command)
    return found


async def weighed_together(info: Info, commands: list[Any]) -> list[Weighed]:
    """Each by the service that decides it, all of one service on one look at the log."""
    identity, taking = await info.context.identity(), info.context.backends.taking
    behalf, found = on_behalf_of(info.context.header), dict[Any, Weighed]()
    for name in dict.fromkeys(taking(each).name for each in commands):
        own = [each for each in commands if taking(each).name == name]
        requests = [given_by(identity, behalf, NOTHING_RECORDED, each) for each in own]
        found |= dict(zip(own, await taking(own[0]).weigh(identity.tenant, requests), strict=True))
    return [found[each] for each in commands]


def actions(name: str, description: str, trials: Mapping[str, Callable[..., Trial]]) -> Any:  # noqa: ANN401 - an enum made here
    """The enum of what can be asked about: each action is named like the command that it weighs."""
    made: Any = Enum
    kind = made(name, {each: each for each in trials})
    return strawberry.enum(kind, description=description)
