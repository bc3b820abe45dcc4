"""What of all that was said of a criterion counts on a day."""

from collections.abc import Collection, Mapping
from dataclasses import field
from datetime import date

from services.gates.domain.criterion.said import NOTHING_SAID, Said
from shared.kernel.record import record


@record
class Statement:
    """`attested`: by role, the last day on which the word of somebody in it counts, which may be over.

    `waived_until` None: no waiver lives. `extensions` counts how often the first waiver was prolonged. `blocked_until`
    is the last day of a block that has one. `positions` are those of the events that say all this, in order.
    """

    attested: Mapping[str, date] = field(default_factory=dict)
    waived_until: date | None = None
    extensions: int = 0
    not_applicable: bool = False
    blocked: bool = False
    blocked_until: date | None = None
    positions: tuple[int, ...] = ()

    def attested_until(self, roles: Collection[str]) -> date | None:
        """The last day on which the word of somebody in one of these roles counts; None: nobody gave it."""
        return max((until for role, until in self.attested.items() if role in roles), default=None)


NO_STATEMENT = Statement()


def standing(said: Said, day: date) -> Statement:
    """As of one of the tenant's days. `fold` makes what was `said` from a criterion's events."""
    if said == NOTHING_SAID:
        return NO_STATEMENT
    attested: dict[str, date] = {}
    for each in said.attestations:
        attested[each.role] = max(each.valid_until, attested.get(each.role, each.valid_until))
    waiver = said.waiver if said.waiver is not None and _lives(said.waiver.until, day) else None
    block = said.block if said.block is not None and _lives(said.block.until, day) else None
    exempt = said.not_applicable
    positions = (
        *(each.position for each in said.attestations),
        *(waiver.positions if waiver else ()),
        *(exempt.positions if exempt else ()),
        *((block.position,) if block else ()),
    )
    return Statement(
        attested=attested,
        waived_until=waiver.until if waiver else None,
        extensions=said.extensions,
        not_applicable=exempt is not None,
        blocked=block is not None,
        blocked_until=block.until if block else None,
        positions=tuple(sorted(positions)),
    )


def _lives(until: date | None, day: date) -> bool:
    return until is None or day <= until
