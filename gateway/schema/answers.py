"""What every mutation takes beside its own fields, and what it answers beside its noun."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, TypeVar
from uuid import UUID, uuid5

import strawberry
from strawberry.extensions import FieldExtension
from strawberry.types.field import StrawberryField

from gateway.behalf import on_behalf_of
from gateway.context import Info
from gateway.language import language
from gateway.owners import FRENCH, REFUSALS
from gateway.schema.blockers import GoLiveBlocker
from gateway.schema.scalars import Long
from gateway.schema.told import Locale
from services.engagement.contracts.going_live import NotReadyToGoLive, understood
from shared.eventstore.handle import Request
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.policy.sentences import sentence
from shared.projecting.positions import Reached

KEYS = UUID("5c1a8f0e-6f0b-4b53-9f0e-1d1f6a4f2f5e")
LONGEST_KEY = 255
LONGEST_MESSAGE = 2_000  # some sentences repeat what was given

_enum: Any = Enum
RejectionCode: Any = _enum("RejectionCode", {code: code for code in REFUSALS})
strawberry.enum(RejectionCode, description="Each rule that a command can break.")
strawberry.enum(Reached, description="How far a service's views had come when the answer was made.")


@strawberry.type(description="The command breaks a rule. Nothing was recorded.")
class Rejection:
    code: str = strawberry.field(graphql_type=RejectionCode)
    message: str = strawberry.field(description="The rule, as a sentence for people: in English or in French.")
    where: list[str] = strawberry.field(description="The input field that is to blame; empty when it is none.")
    blockers: list[GoLiveBlocker] = strawberry.field(description="All that blocks going live, where that was refused.")

    @classmethod
    def of(cls, refusal: Refused, told_in: Locale) -> "Rejection":
        message = sentence(refusal, told_in, FRENCH)[:LONGEST_MESSAGE]
        found = understood(str(refusal.details["blockers"])) if isinstance(refusal, NotReadyToGoLive) else ()
        blockers = [GoLiveBlocker.of(blocker, told_in) for blocker in found]
        return cls(code=RejectionCode[refusal.code], message=message, where=list(refusal.where), blockers=blockers)


@strawberry.type(description="Send `token` as the header `fairway-consistency`, and a query shows at least this much.")
class Consistency:
    token: str
    position: Long = strawberry.field(description="The last event that the command recorded.")
    status: Reached = strawberry.field(description="Whether this answer shows it already.")
    repeated: bool = strawberry.field(description="The command had been recorded before, under the same key.")


@strawberry.input
class CommandInput:
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="However often a command comes under one key of yours, it is recorded once. "
        "The header `Idempotency-Key` does the same for a whole request.",
    )
    expected_version: int | None = strawberry.field(
        default=None,
        description="The version that you decided on, of the noun that the command changes; another one rejects it. "
        "Where the answer is a whole engagement, it is that of its part, such as the stage or `goLive`.",
    )
    occurred_at: datetime | None = strawberry.field(
        default=None, description="When it happened, if that was earlier than now."
    )


@record
class Command:
    """One command on its way: its id, and the ids that it gives to what it makes."""

    id: UUID
    tenant: UUID
    person: UUID
    given: CommandInput
    home: UUID | None = None
    on_behalf_of: UUID | None = None

    def new(self, noun: str) -> UUID:
        """The id of what the command makes: the same each time the command comes."""
        return uuid5(self.id, noun)

    def request(self, command: object, asked: tuple[str, ...] | None = None) -> Request:
        return Request(
            tenant=self.tenant,
            person=self.person,
            command_id=self.id,
            command=command,
            expected_version=self.given.expected_version,
            occurred_at=self.given.occurred_at,
            asked=asked,
            home=self.home,
            on_behalf_of=self.on_behalf_of,
        )


async def commanded(info: Info, given: CommandInput) -> Command:
    identity = await info.context.identity()
    key = key_of(info, given)
    name = f"{identity.tenant}|{identity.person}|{key}"
    command_id = info.context.backends.new_id() if key is None else uuid5(KEYS, name)
    return Command(
        id=command_id,
        tenant=identity.tenant,
        person=identity.person,
        given=given,
        home=identity.home,
        on_behalf_of=on_behalf_of(info.context.header),
    )


def key_of(info: Info, given: CommandInput) -> str | None:
    """The input's own key, or the request's with the field's alias: one request may hold several commands."""
    if given.idempotency_key is not None:
        return well_formed(given.idempotency_key)
    header = info.context.header("idempotency-key")
    return None if header is None else f"{well_formed(header)}|{info.path.key}"


def well_formed(key: str) -> str:
    if not 0 < len(key) <= LONGEST_KEY:
        raise NotWellFormed(where=("input", "idempotencyKey"), problem=f"a key has 1 to {LONGEST_KEY} characters")
    return key


async def record_it(
    info: Info, commanded: Command, command: object, asked: tuple[str, ...] | None = None
) -> Consistency:
    """Send the command, and wait until the views show what came of it. `asked`: as in a request.

    Those of the service that decided it are waited for at once, another one's when the payload asks it.
    """
    backends = info.context.backends
    service = backends.taking(command)
    receipt = await service.send(commanded.request(command, asked))
    info.context.recorded(receipt.position)
    status = await info.context.reached(service, receipt.position)
    return Consistency(
        token=backends.tokens.token(commanded.tenant, receipt.position),
        position=Long(receipt.position),
        status=status,
        repeated=receipt.repeated,
    )


class RejectionsAsData(FieldExtension):
    """A broken rule is an answer, never an error: the payload's `rejection`, with all else empty."""

    def apply(self, field: StrawberryField) -> None:
        self._payload: Any = field.type

    async def resolve_async(
        self, next_: Callable[..., Awaitable[Any]], source: object, info: Info, **arguments: object
    ) -> object:
        try:
            return await next_(source, info, **arguments)
        except Refused as refusal:
            return self._payload(rejection=Rejection.of(refusal, await language(info.context)))


Input = TypeVar("Input")
Given = Annotated[Input, strawberry.argument(name="input")]
Resolver = TypeVar("Resolver", bound=Callable[..., Awaitable[object]])


def rejectable(description: str) -> Callable[[Resolver], Resolver]:
    """A mutation whose rejections are data."""
    decorate: Callable[[Resolver], Resolver] = strawberry.mutation(
        description=description, extensions=[RejectionsAsData()]
    )
    return decorate
