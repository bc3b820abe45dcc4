"""What reactions remember, tenant by tenant: folded from the log as far as a follower has come, and no further."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from shared.eventstore.log import Log
from shared.kernel.decider import Reach, Scope
from shared.kernel.reaction import Reaction
from shared.projecting.language import Language

AT_ONCE = 500


class Memories:
    def __init__(self, log: Log, language: Language) -> None:
        self._log = log
        self._language = language
        self._known: dict[tuple[str, UUID], tuple[int, Any]] = {}

    async def at(self, reaction: Reaction, tenant: UUID, seq: int) -> Any:
        """After all events up to there. What another process has followed meanwhile is folded here, too."""
        if reaction.memory is None:
            return None
        since, remembered = self._known.get((reaction.name, tenant), (0, reaction.memory.initial))
        scope = Scope(reach=Reach.TENANT, types=tuple(event.__name__ for event in reaction.memory.handles))
        while since < seq:
            entries = await self._log.within(tenant, scope, since, seq, AT_ONCE)
            for entry in entries:
                with suppress(Exception):  # it was parked, when it was come to
                    remembered = reaction.remembering(remembered, self._language.decode(entry))
            since = entries[-1].seq if len(entries) >= AT_ONCE else seq
        self.keep(reaction, tenant, since, remembered)
        return remembered

    def keep(self, reaction: Reaction, tenant: UUID, seq: int, remembered: Any) -> None:
        """That this is what it remembers after all events up to there."""
        if reaction.memory is not None:
            self._known[reaction.name, tenant] = (seq, remembered)
