"""Links to tables of a series, as they were at one position of the log."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from gateway.links import Asker, Sealer
from gateway.schema.ids import global_id
from shared.kernel.record import record


@record
class LinkedTable:
    by: Asker
    series_id: UUID
    position: int
    table: str


@record
class TableLinks:
    key: bytes
    now: Callable[[], datetime]

    def address(self, linked: LinkedTable) -> str:
        """Where the file is read from, from the gateway's root on."""
        sealed = self._sealer.sealed(linked.by, str(linked.series_id), linked.position, linked.table)
        return f"/series/{global_id('Series', linked.series_id)}/{linked.table}.csv?link={sealed}"

    def opened(self, series_id: UUID, table: str, link: str) -> LinkedTable:
        by, (_, position, _) = self._sealer.opened(
            link, lambda _, leads_to: (leads_to[0], leads_to[2]) == (str(series_id), table)
        )
        return LinkedTable(by=by, series_id=series_id, position=int(str(position)), table=table)

    @property
    def _sealer(self) -> Sealer:
        return Sealer(key=self.key, purpose="table", parts=3, now=self.now)
