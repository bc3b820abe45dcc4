"""Questions about what the calendar alone will do to a verdict by all criteria."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.gates.domain.verdict.decay import decay, earliest_all_green
from services.gates.domain.verdict.impact import told
from services.gates.queries.grounds import Grounded, grounds_of
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


@record
class DecayLine:
    """`turns_on` is the first day on which it lets pass no longer; None: it does until the end, or does not now."""

    criterion: str
    state: str
    turns_on: date | None


@record
class Decay:
    """`earliest_all_green` is the first day on which all let pass together, if nothing more happens."""

    criteria: tuple[DecayLine, ...]
    earliest_all_green: date | None


async def decays_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], day: date, until: date
) -> list[Decay]:
    grounds = await grounds_of(reader, source, engagement_ids)
    return [decay_of(grounds[engagement_id], day, until) for engagement_id in engagement_ids]


def decay_of(grounded: Grounded, day: date, until: date) -> Decay:
    frameworks, ground = grounded.frameworks, grounded.ground
    fallen = decay(frameworks, None, ground, day, until)
    states = told(ground.verdict(frameworks, None, day))
    return Decay(
        criteria=tuple(
            DecayLine(criterion=code, state=state, turns_on=fallen.get(code)) for code, (state, _) in states.items()
        ),
        earliest_all_green=earliest_all_green(frameworks, None, ground, day, until),
    )
