"""A handler over a log, in which Ana leads, Bo contributes and an engagement was started."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import UUID

from services.engagement.contract import DECIDERS as ALL
from services.engagement.contract import (
    BootstrapAdministrator,
    GrantRole,
    OpenGap,
    RegisterPerson,
)
from shared.events.gaps import Cause, GapKind, Severity
from shared.events.people import Role
from shared.eventstore.codec import encode
from shared.eventstore.handle import Handler, Receipt, Request
from shared.eventstore.log import Attempt, Look, Outcome, View, Write
from shared.eventstore.memory import MemoryLog
from shared.web.service import by_command
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, CLEO, NOW

TENANT, FAIRWAY = UUID(int=0x7E), UUID(int=0xFA)
GAP, OTHER = UUID(int=0x61), UUID(int=0x62)
DECIDERS = by_command(ALL)


def gap(gap_id: UUID, title: str = "No private endpoint") -> OpenGap:
    return OpenGap(
        gap_id=gap_id,
        engagement_id=ENGAGEMENT,
        title=title,
        detail="",
        kind=GapKind.DATA,
        cause=Cause.DATA_NOT_REPRESENTATIVE,
        severity=Severity.MAJOR,
    )


class Intruded(MemoryLog):
    """A log in which somebody else writes between the look and the append, as often as there are intrusions."""

    def __init__(self) -> None:
        super().__init__(lambda: NOW)
        self.intrusions: list[Callable[[], Awaitable[object]]] = []

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        view = await super().look(tenant, looks, command_id, digest)
        if self.intrusions:
            await self.intrusions.pop(0)()
        return view


class Desk:
    """A handler over a log in which Ana leads, Bo contributes, and an engagement was started."""

    def __init__(self) -> None:
        self.log = Intruded()
        self.ids = (UUID(int=number) for number in count(0x1000))
        self.handler = Handler(self.log, lambda: next(self.ids))

    async def give(self, command: object, *, by: UUID = ANA, **more: Any) -> Receipt:  # noqa: ANN401
        return await self._give(self.handler, command, by, more)

    async def elsewhere(self, command: object, *, by: UUID = ANA, **more: Any) -> Receipt:  # noqa: ANN401
        """Given to another process, which knows nothing of the turns in this one."""
        return await self._give(Handler(self.log, lambda: next(self.ids)), command, by, more)

    async def _give(self, handler: Handler, command: object, by: UUID, more: Mapping[str, Any]) -> Receipt:
        request = Request(tenant=TENANT, person=by, command_id=next(self.ids), command=command)
        return await handler.handle(DECIDERS[type(command)], replace(request, **more))

    async def append(self, stream: str, event: object) -> Sequence[Outcome]:
        """A fact from elsewhere."""
        version = sum(1 for entry in await self.log.after(TENANT, 0, 1_000) if entry.stream == stream)
        write = Write(
            stream=stream, expected=version, engagement_id=ENGAGEMENT, events=(encode(event, next(self.ids)),)
        )
        return await self.log.append(
            TENANT, [Attempt(command_id=next(self.ids), digest=bytes(32), actor=FAIRWAY, writes=(write,))]
        )

    async def types(self) -> list[str]:
        return [entry.type for entry in await self.log.after(TENANT, 0, 1_000)]


async def set_up() -> Desk:
    desk = Desk()
    await desk.give(BootstrapAdministrator(tenant_id=TENANT, person=CLEO), by=FAIRWAY, system=True)
    for person, role in ((ANA, Role.PILOT_LEAD), (BO, Role.MODEL_LEAD)):
        await desk.give(RegisterPerson(tenant_id=TENANT, person=person), by=CLEO)
        await desk.give(GrantRole(tenant_id=TENANT, person=person, role=role), by=CLEO)
    await desk.append(f"engagement-{ENGAGEMENT}", STARTED)
    return desk
