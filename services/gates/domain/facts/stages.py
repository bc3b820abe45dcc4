"""The five stages: who leads each, whether it is entered, what it delivered, which tracks are complete."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.gates.domain.facts.model import Area, Fact, Facts, Meaning, On, Positions
from services.gates.domain.facts.policies import DELIVERABLES, TRACKS
from services.gates.domain.facts.telling import at, count, counted, truth
from shared.events.engagements import EngagementStarted
from shared.events.stages import (
    DeliverableAccepted,
    DeliverableReturned,
    DeliverableSubmitted,
    Stage,
    StageEntered,
    StageLeadNamed,
    StageLeadVacated,
    StageReopened,
    Track,
    TrackCompleted,
    TrackReopened,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Delivery: TypeAlias = DeliverableSubmitted | DeliverableAccepted | DeliverableReturned
OfTracks: TypeAlias = TrackCompleted | TrackReopened
OfOne: TypeAlias = StageLeadNamed | StageLeadVacated | StageEntered | Delivery | OfTracks
Handled: TypeAlias = EngagementStarted | StageReopened | OfOne


class Delivered(StrEnum):
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


STATES: Mapping[type, Delivered] = {
    DeliverableSubmitted: Delivered.SUBMITTED,
    DeliverableAccepted: Delivered.ACCEPTED,
    DeliverableReturned: Delivered.RETURNED,
}


@record
class Deliverable:
    state: Delivered
    at: int


@record
class TrackState:
    complete: bool
    at: int


@record
class Work:
    """In one stage. `policy` is the version under which it began; `tracks` holds the last word on each.

    `left_at` is where work returned to an earlier stage, `anew_at` where it began once more in this one, `vacated_at`
    where its lead left.
    """

    stage: Stage
    policy: int | None = None
    policy_at: int | None = None
    entered_at: int | None = None
    left_at: int | None = None
    anew_at: int | None = None
    led_at: int | None = None
    vacated_at: int | None = None
    deliverables: Mapping[str, Deliverable] = field(default_factory=dict)
    tracks: Mapping[Track, TrackState] = field(default_factory=dict)

    @property
    def all_of_it(self) -> Positions:
        moved = at(self.policy_at, self.entered_at, self.left_at, self.anew_at, self.led_at, self.vacated_at)
        return at(
            *moved, *(each.at for each in self.deliverables.values()), *(each.at for each in self.tracks.values())
        )

    @property
    def accepted(self) -> Mapping[str, int]:
        return {name: each.at for name, each in self.deliverables.items() if each.state is Delivered.ACCEPTED}


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    """A return to a stage changes all that come after it."""
    event = recorded.event
    match event:
        case EngagementStarted():
            return (Stage.ASSESSMENT.value,)
        case StageReopened():
            return tuple(stage.value for stage in Stage if stage.number >= event.stage.number)
        case _:
            return (event.stage.value,)


def fold(work: Work | None, recorded: Recorded[Handled]) -> Work | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case EngagementStarted():
            return Work(stage=Stage.ASSESSMENT, entered_at=seq)
        case StageReopened():
            return returned(work, event, seq) if work else None
        case _:
            return changed(work or Work(stage=event.stage), event, seq)


def returned(work: Work, event: StageReopened, seq: int) -> Work:
    if work.stage is event.stage:
        return anew(work, seq)
    return replaced(work, left_at=seq) if work.entered_at and not work.left_at else work


def anew(work: Work, seq: int) -> Work:
    """What was accepted waits to be accepted once more, and tracks are open."""
    waiting = {
        name: replaced(each, state=Delivered.SUBMITTED) if each.state is Delivered.ACCEPTED else each
        for name, each in work.deliverables.items()
    }
    tracks = {track: replaced(each, complete=False) for track, each in work.tracks.items()}
    return replaced(work, deliverables=waiting, tracks=tracks, anew_at=seq)


def changed(work: Work, event: OfOne, seq: int) -> Work:
    match event:
        case StageLeadNamed():
            return replaced(work, led_at=seq, vacated_at=None)
        case StageLeadVacated():
            return replaced(work, led_at=None, vacated_at=seq)
        case StageEntered():
            entered = replaced(anew(work, seq), entered_at=seq, left_at=None)
            return replaced(entered, policy=event.policy, policy_at=seq)
        case TrackCompleted() | TrackReopened():
            state = TrackState(complete=isinstance(event, TrackCompleted), at=seq)
            return replaced(work, tracks={**work.tracks, event.track: state})
        case DeliverableSubmitted() | DeliverableAccepted() | DeliverableReturned():
            return delivered(work, event, seq)
        case _:
            assert_never(event)


def delivered(work: Work, event: Delivery, seq: int) -> Work:
    what = Deliverable(state=STATES[type(event)], at=seq)
    work = replaced(work, deliverables={**work.deliverables, event.deliverable: what})
    if isinstance(event, DeliverableSubmitted) and work.policy is None:
        return replaced(work, policy=event.policy, policy_at=seq)
    return work


def tell(items: Mapping[str, Work], _: On) -> Facts:
    return dict(named for work in items.values() for named in told_of(work))


def told_of(work: Work) -> Iterator[tuple[str, Fact]]:
    """What was asked for when work in the stage began, and what is asked for now where it did not begin."""
    stage, version = work.stage, work.policy or max(DELIVERABLES)
    accepted = work.accepted
    wanted = DELIVERABLES[version][stage]
    tracks = TRACKS[version].get(stage, ())
    began = at(work.policy_at, work.entered_at)
    missing = [name for name in wanted if name not in accepted]
    still_open = [track for track in tracks if not (track in work.tracks and work.tracks[track].complete)]
    here = work.entered_at is not None and work.left_at is None
    yield f"deliverables_{stage}.accepted", count((at(each) for each in accepted.values()), [work.all_of_it])
    yield f"deliverables_{stage}.missing", standing_on(len(missing), work, (*began, *accepted.values()), work.anew_at)
    yield (
        f"stage_{stage}.tracks_open",
        standing_on(len(still_open), work, (*began, *(each.at for each in work.tracks.values())), work.anew_at),
    )
    yield f"stage_{stage}.lead", standing_on(work.led_at is not None, work, at(work.led_at, work.vacated_at))
    yield f"stage_{stage}.entered", standing_on(here, work, at(work.entered_at, work.left_at))


def standing_on(value: bool | int, work: Work, positions: Iterable[int], anew_at: int | None = None) -> Fact:  # noqa: FBT001 - a value
    """On these, or on all that is known of the stage where there are none; and on where it was begun once more."""
    found = tuple(positions)
    return Fact(value=value, positions=at(*found, anew_at) if found else work.all_of_it)


def meanings() -> Iterator[Meaning]:
    for stage in Stage:
        en, fr = f"Stage {stage.number}", f"Étape {stage.number}"
        yield counted(f"deliverables_{stage}.accepted", f"{en}: accepted deliverables", f"{fr} : livrables acceptés")
        yield counted(
            f"deliverables_{stage}.missing",
            f"{en}: deliverables that were asked for and not accepted",
            f"{fr} : livrables demandés qui ne sont pas acceptés",
        )
        yield counted(f"stage_{stage}.tracks_open", f"{en}: tracks not complete", f"{fr} : volets inachevés")
        yield truth(f"stage_{stage}.lead", f"{en} has a lead", f"{fr} : elle a un responsable")
        yield truth(f"stage_{stage}.entered", f"{en} is entered", f"{fr} : elle est entamée")


STAGES: Area[Work] = Area(
    name="stages",
    items=(Work,),
    handles=(
        EngagementStarted,
        StageLeadNamed,
        StageLeadVacated,
        StageEntered,
        StageReopened,
        *STATES,
        TrackCompleted,
        TrackReopened,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=tuple(meanings()),
)
