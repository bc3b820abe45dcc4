"""Writers that never give up: a command whose outcome is unknown is given again, under the same id."""

import asyncio
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from shared.eventstore.handle import Receipt, Request
from shared.eventstore.log import OutcomeUnknown
from shared.kernel.record import record
from shared.kernel.refusal import Refused, TooMuchContention
from shared.projecting.connections import FAILURES
from shared.web.service import Service
from tests.integration.chaos.pulse import Pulse
from tests.integration.chaos.turns import Turn

MOST_TRIES = 200


class HungUp(Exception):
    """The client went away before the answer came."""


@record
class Answered:
    """What a writer was told in the end: a receipt, or the code of a refusal. `tries` is how often it asked."""

    request: Request
    answer: Receipt | str
    tries: int


@dataclass(slots=True, kw_only=True)
class Writer:
    """Asks one process after the other, as behind a load balancer. `others` work in the same house."""

    services: Iterator[Service]
    pulse: Pulse
    others: asyncio.Barrier
    told: dict[UUID, Answered]
    call: "asyncio.Task[Receipt] | None" = field(default=None)

    async def write(self, turns: Iterable[Turn]) -> None:
        for turn in turns:
            if turn.together:
                await self.others.wait()
            self.told[turn.request.command_id] = await self._insist(turn.request)
            self.pulse.beat()

    def hang_up(self) -> bool:
        """Whether there was a call to break off."""
        return self.call is not None and self.call.cancel()

    async def _insist(self, request: Request) -> Answered:
        for tries in range(1, MOST_TRIES + 1):
            try:
                return Answered(request=request, answer=await self._ask(request), tries=tries)
            except TooMuchContention:
                continue
            except Refused as refusal:
                return Answered(request=request, answer=refusal.code, tries=tries)
            except (*FAILURES, OutcomeUnknown, HungUp):
                continue
        raise TimeoutError(f"{request.command} has no answer after {MOST_TRIES} tries")

    async def _ask(self, request: Request) -> Receipt:
        self.call = asyncio.create_task(next(self.services).send(request))
        try:
            return await self.call
        except asyncio.CancelledError:
            if not self.call.cancelled():
                self.call.cancel()
                raise
            raise HungUp from None
        finally:
            self.call = None
