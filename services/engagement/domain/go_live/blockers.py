"""What blocks going live: a tuple of rules, each of which names all that it finds. One more rule is one more function.

The same rules judge a command and answer the question beforehand.
"""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from services.engagement.domain.gap_status import CLOSED, REMAINING, GapStatus
from services.engagement.domain.gate_standing import Decided, Standing, standing
from services.engagement.domain.go_live_policy import BlockerCode
from services.engagement.domain.release.standing import Proven
from shared.events.stages import Stage
from shared.kernel.record import record

LAST_BEFORE = Stage.ADOPTION
BEFORE_LAUNCH = tuple(stage for stage in Stage if stage.number <= LAST_BEFORE.number)
GONE = CLOSED | {GapStatus.CANCELLED}


@record
class GapAhead:
    """A gap as it stands; `until` is the day up to which it is deferred, `left`: its owner did, and it has no other."""

    gap_id: UUID
    blocking: bool
    status: GapStatus
    until: date | None
    left: bool = False


@record
class Facing:
    """All that counts for going live on this day.

    `gate` is the last decision at the fourth gate, `earliest` the first day after the launch of the change programme.
    `uncovered` people of the population are in no cohort. `unanswered`: whoever answered for the model left; `unowned`
    are the data sources whose owner did. Nobody was named since.
    """

    day: date
    gaps: tuple[GapAhead, ...]
    uncompleted: tuple[Stage, ...]
    gate: Decided | None
    held_by_vendor: tuple[UUID, ...]
    unratified: tuple[UUID, ...]
    obligations_accepted: bool
    earliest: date | None
    release: Proven
    uncovered: int = 0
    unanswered: bool = False
    unowned: tuple[UUID, ...] = ()

    @property
    def gate_stands(self) -> bool:
        return standing(self.gate, self.day) is Standing.STANDS

    @property
    def carried(self) -> frozenset[UUID]:
        """The gaps that a condition of the standing decision carries past the gate, until it is met."""
        if self.gate is None or not self.gate_stands:
            return frozenset()
        return frozenset(each.condition_id for each in self.gate.conditions) - frozenset(self.gate.met)


@record
class Blocker:
    """`subject`: the gap, component, decision, source or release that is meant. It blocks up to `until` at least."""

    code: BlockerCode
    subject: UUID | None = None
    stage: Stage | None = None
    until: date | None = None


def open_gaps(facing: Facing) -> Iterator[Blocker]:
    """A gap that blocks counts until somebody verified it, unless a condition carries it."""
    for gap in facing.gaps:
        if gap.blocking and gap.status not in GONE and gap.gap_id not in facing.carried:
            resolved = gap.status is GapStatus.RESOLVED
            code = BlockerCode.BLOCKING_GAP_NOT_VERIFIED if resolved else BlockerCode.BLOCKING_GAP_OPEN
            yield Blocker(code=code, subject=gap.gap_id)


def deferred_gaps(facing: Facing) -> Iterator[Blocker]:
    """Of any severity: what is deferred comes back before go-live, or on its day."""
    for gap in facing.gaps:
        if gap.status is GapStatus.DEFERRED and gap.until is not None and gap.until > facing.day:
            yield Blocker(code=BlockerCode.GAP_DEFERRED_PAST_GO_LIVE, subject=gap.gap_id, until=gap.until)


def stages(facing: Facing) -> Iterator[Blocker]:
    for stage in facing.uncompleted:
        yield Blocker(code=BlockerCode.STAGE_NOT_COMPLETED, stage=stage)


def gate(facing: Facing) -> Iterator[Blocker]:
    if not facing.gate_stands:
        yield Blocker(code=BlockerCode.GATE_NOT_PASSED, stage=LAST_BEFORE)


def vendor(facing: Facing) -> Iterator[Blocker]:
    for component in facing.held_by_vendor:
        yield Blocker(code=BlockerCode.INFRASTRUCTURE_NOT_TRANSFERRED, subject=component)
    for decision in facing.unratified:
        yield Blocker(code=BlockerCode.VENDOR_DECISION_NOT_RATIFIED, subject=decision)


def owner(facing: Facing) -> Iterator[Blocker]:
    if not facing.obligations_accepted:
        yield Blocker(code=BlockerCode.OBLIGATIONS_NOT_ACCEPTED)


def vacated(facing: Facing) -> Iterator[Blocker]:
    """What somebody had taken on and nobody has any more."""
    if facing.unanswered:
        yield Blocker(code=BlockerCode.MODEL_ACCOUNTABILITY_VACATED)
    for source in facing.unowned:
        yield Blocker(code=BlockerCode.DATA_SOURCE_OWNER_VACATED, subject=source)
    for gap in facing.gaps:
        if gap.left and gap.status in REMAINING:
            yield Blocker(code=BlockerCode.GAP_OWNER_VACATED, subject=gap.gap_id)


def programme(facing: Facing) -> Iterator[Blocker]:
    if facing.earliest is None:
        yield Blocker(code=BlockerCode.PROGRAMME_NOT_LAUNCHED)
    elif facing.day < facing.earliest:
        yield Blocker(code=BlockerCode.LEAD_TIME_NOT_REACHED, until=facing.earliest)


def population(facing: Facing) -> Iterator[Blocker]:
    """A population may grow after the launch: nobody is left behind."""
    if facing.uncovered:
        yield Blocker(code=BlockerCode.POPULATION_NOT_COVERED)


def release(facing: Facing) -> Iterator[Blocker]:
    """What goes live is what was tested."""
    if facing.release.release_id is None:
        yield Blocker(code=BlockerCode.RELEASE_NOT_PINNED)
    elif not facing.release.holds:
        yield Blocker(code=BlockerCode.RELEASE_NOT_PROVEN, subject=facing.release.release_id)


RULES: tuple[Callable[[Facing], Iterator[Blocker]], ...] = (
    open_gaps,
    deferred_gaps,
    stages,
    gate,
    vendor,
    owner,
    vacated,
    programme,
    population,
    release,
)


def blockers(facing: Facing) -> tuple[Blocker, ...]:
    """All of them, so that one answer names everything that is still to be done."""
    return tuple(blocker for rule in RULES for blocker in rule(facing))
