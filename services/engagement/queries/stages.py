"""Questions about the five stages: where each stands, and what still keeps it from being entered."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.engagement.domain.gate_standing import Standing, standing
from services.engagement.domain.stage.entry import Before, Facing, judged
from services.engagement.domain.stage_policy import LATEST_POLICY, POLICIES, Criterion, StagePolicy, policy_of
from services.engagement.domain.stage_status import DeliverableStatus, StageStatus
from services.engagement.projections.stage_rows import DeliverableEntry, MoveEntry, StageEntry
from services.engagement.projections.stages import STAGES
from services.engagement.queries.calendar import day_of
from shared.events.gates import Outcome
from shared.events.stages import Stage, Track
from shared.kernel.record import record
from shared.policy.shipped import Label
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class CriterionLine:
    name: Criterion
    label: Label


@record
class CheckLine:
    """Which entry criteria are met, and which are not."""

    met: tuple[CriterionLine, ...]
    unmet: tuple[CriterionLine, ...]


@record
class RecordedCheckLine:
    """The same as it went on record."""

    met: tuple[CriterionLine, ...]
    unmet: tuple[CriterionLine, ...]
    checked_at: datetime
    checked_by: UUID


@record
class DeliverableLine:
    """What the stage is to deliver, and the last submission of it if there was one."""

    name: str
    label: Label
    status: DeliverableStatus
    entry: DeliverableEntry | None


@record
class TrackLine:
    track: Track
    label: Label
    completed_at: datetime | None


@record
class GateLine:
    """The last decision at the gate that ends the stage, and whether it stands."""

    decision_id: UUID
    outcome: Outcome
    standing: Standing
    decided_at: datetime


@record
class StageLine:
    stage: Stage
    number: int
    label: Label
    status: StageStatus
    entered_at: datetime | None
    lead: UUID | None
    deliverables: tuple[DeliverableLine, ...]
    tracks: tuple[TrackLine, ...]
    entry_check: CheckLine
    last_check: RecordedCheckLine | None
    gate: GateLine | None
    moves: tuple[MoveEntry, ...]
    version: int


async def stages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[tuple[StageLine, ...]]:
    """All five of each engagement, as they stand on the tenant's day of `at`."""
    day = await day_of(reader, source, at)
    rows = await by_key(reader, source, STAGES, engagement_ids)
    return [lines(row.stages, day, scoped=row.scoped) if row else () for row in rows]


def lines(entries: Sequence[StageEntry], day: date, *, scoped: bool) -> tuple[StageLine, ...]:
    pairs = zip((None, *entries), entries, strict=False)
    return tuple(line(entry, earlier, day, scoped=scoped) for earlier, entry in pairs)


def line(entry: StageEntry, earlier: StageEntry | None, day: date, *, scoped: bool) -> StageLine:
    policy = policy_of(entry.stage, entry.policy)
    return StageLine(
        stage=entry.stage,
        number=entry.stage.number,
        label=policy.label,
        status=status(entry, policy),
        entered_at=entry.entered_at,
        lead=entry.lead,
        deliverables=deliverables(entry, policy),
        tracks=tracks(entry, policy),
        entry_check=entry_check(entry, earlier, day, scoped=scoped),
        last_check=last_check(entry),
        gate=gate(entry, day),
        moves=entry.moves,
        version=entry.version,
    )


def status(entry: StageEntry, policy: StagePolicy) -> StageStatus:
    if entry.entered_at is None:
        return StageStatus.NOT_ENTERED
    delivered = accepted(entry).issuperset(policy.deliverable_names)
    return StageStatus.COMPLETED if delivered and policy.track_names <= completed(entry) else StageStatus.ENTERED


def accepted(entry: StageEntry) -> frozenset[str]:
    return frozenset(each.name for each in entry.deliverables if each.status is DeliverableStatus.ACCEPTED)


def completed(entry: StageEntry) -> frozenset[Track]:
    return frozenset(each.track for each in entry.tracks)


def deliverables(entry: StageEntry, policy: StagePolicy) -> tuple[DeliverableLine, ...]:
    by_name = {each.name: each for each in entry.deliverables}
    return tuple(
        DeliverableLine(
            name=each.name,
            label=each.label,
            status=by_name[each.name].status if each.name in by_name else DeliverableStatus.NOT_SUBMITTED,
            entry=by_name.get(each.name),
        )
        for each in policy.deliverables
    )


def tracks(entry: StageEntry, policy: StagePolicy) -> tuple[TrackLine, ...]:
    complete = {each.track: each.completed_at for each in entry.tracks}
    return tuple(
        TrackLine(track=each.name, label=each.label, completed_at=complete.get(each.name)) for each in policy.tracks
    )


def entry_check(entry: StageEntry, earlier: StageEntry | None, day: date, *, scoped: bool) -> CheckLine:
    """As the stage would be judged on this day."""
    facing = Facing(
        started=True,
        has_lead=entry.lead is not None,
        has_scope=scoped,
        before=before(earlier, day) if earlier else None,
    )
    found = judged(LATEST_POLICY.stages[entry.stage], facing)
    return CheckLine(met=criteria(LATEST_POLICY.version, found.met), unmet=criteria(LATEST_POLICY.version, found.unmet))


def before(earlier: StageEntry, day: date) -> Before:
    return Before(
        policy=policy_of(earlier.stage, earlier.policy),
        entered=earlier.entered_at is not None,
        accepted=accepted(earlier),
        completed=completed(earlier),
        gate=standing(earlier.gate.decision if earlier.gate else None, day),
    )


def last_check(entry: StageEntry) -> RecordedCheckLine | None:
    found = entry.checked
    if found is None:
        return None
    return RecordedCheckLine(
        met=criteria(found.policy, found.met),
        unmet=criteria(found.policy, found.unmet),
        checked_at=found.checked_at,
        checked_by=found.checked_by,
    )


def criteria(policy: int, names: Sequence[str]) -> tuple[CriterionLine, ...]:
    labels = POLICIES[policy].criteria
    return tuple(CriterionLine(name=Criterion(name), label=labels[Criterion(name)]) for name in names)


def gate(entry: StageEntry, day: date) -> GateLine | None:
    found = entry.gate
    if found is None:
        return None
    return GateLine(
        decision_id=found.decision.decision_id,
        outcome=found.decision.outcome,
        standing=standing(found.decision, day),
        decided_at=found.decided_at,
    )
