"""The read models of one service: what stands together in one schema, at one cut of the log."""

from functools import cache
from hashlib import sha256
from typing import Any

from shared.kernel.record import record
from shared.projecting.columns import columns
from shared.projecting.projection import Projection

LAYOUT = "2"  # what the tables of a build have beside their columns: with another one, builds are filled anew


@record
class Views:
    """`readers` is the database role that requests read by."""

    service: str
    projections: tuple[Projection[Any], ...]
    readers: str

    def __hash__(self) -> int:
        """Every question looks something up by them; to hash all the projections takes longer than to open a read."""
        return hash(self.service)

    @property
    def fingerprint(self) -> str:
        """Eight hex digits that change with the layout, or any projection's name, version or columns."""
        return _fingerprint(self)


@cache
def _fingerprint(views: Views) -> str:
    return sha256("\n".join([LAYOUT, *sorted(map(_described, views.projections))]).encode()).hexdigest()[:8]


def _described(projection: Projection[Any]) -> str:
    row = ",".join(f"{name} {kind.sql} {kind.nullable}" for name, kind in columns(projection.row).items())
    return f"{projection.name} {projection.version} {','.join(projection.key)}: {row}"
