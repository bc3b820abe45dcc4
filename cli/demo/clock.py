"""The clock of a demo's own database: it follows the play, so that the log was recorded on the days of the file."""

from datetime import datetime

from deploy.clock import now
from shared.projecting.connections import Pool

SET = "select es.set_clock($1)"


class Clock:
    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def stand_at(self, moment: datetime) -> None:
        await self._pool.execute(SET, moment)

    async def run_after(self, last: datetime) -> None:
        """Follow the real time again; where the play ended later than that, stay there."""
        await self._pool.execute(SET, None if last <= now() else last)
