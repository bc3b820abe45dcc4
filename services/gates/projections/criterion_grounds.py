"""What people said of each criterion of an engagement, folded as decisions fold it: verdicts are made of these rows."""

from uuid import UUID

from services.gates.domain.criterion.said import CRITERION_EVENTS, NOTHING_SAID, Said, after
from shared.events.criteria import CriterionEvent
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class CriterionGround:
    """`criterion` as `framework/code`."""

    engagement_id: UUID
    criterion: str
    said: Said


def keys(recorded: Recorded[CriterionEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id, recorded.event.criterion),)


def fold(row: CriterionGround | None, recorded: Recorded[CriterionEvent]) -> CriterionGround:
    event = recorded.event
    said = after(row.said if row else NOTHING_SAID, event, recorded.seq)
    return CriterionGround(engagement_id=event.engagement_id, criterion=event.criterion, said=said)


CRITERION_GROUNDS = Projection(
    name="criterion_grounds",
    version=1,
    row=CriterionGround,
    key=("engagement_id", "criterion"),
    handles=CRITERION_EVENTS,
    keys=keys,
    fold=fold,
)
