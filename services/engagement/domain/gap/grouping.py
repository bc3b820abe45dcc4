"""Where a gap belongs: its work streams, and the stage that closes it. Settled or not, it may be sorted anew."""

from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.gap.state import Gap, Known, Unknown, evolve
from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.roles import CONTRIBUTORS
from services.engagement.domain.workstreams import LATEST_WORKSTREAMS, known_workstream
from shared.events.gaps import GapEvent, GapStageLinked, GapWorkstreamTagged, GapWorkstreamUntagged
from shared.events.stages import Stage
from shared.kernel.decider import Asked, Decider
from shared.kernel.record import record


@record
class TagWorkstream:
    gap_id: UUID
    workstream: str


@record
class UntagWorkstream:
    gap_id: UUID
    workstream: str


@record
class LinkGapToStage:
    """The stage that closes it, in place of any other."""

    gap_id: UUID
    stage: Stage


GroupingCommand: TypeAlias = TagWorkstream | UntagWorkstream | LinkGapToStage


def tag(command: TagWorkstream, gap: Known) -> list[GapEvent]:
    workstream = known_workstream(command.workstream)
    if workstream in gap.terms.workstreams:
        return []
    version = LATEST_WORKSTREAMS.version
    return [GapWorkstreamTagged(gap_id=command.gap_id, workstream=workstream, policy=version)]


def untag(command: UntagWorkstream, gap: Known) -> list[GapEvent]:
    """Of any version: what is tagged can be untagged."""
    if command.workstream in gap.terms.workstreams:
        return [GapWorkstreamUntagged(gap_id=command.gap_id, workstream=command.workstream)]
    known_workstream(command.workstream)
    return []


def link(command: LinkGapToStage, gap: Known) -> list[GapEvent]:
    if gap.terms.stage == command.stage:
        return []
    return [GapStageLinked(gap_id=command.gap_id, stage=command.stage.value)]


def decide(command: GroupingCommand, gap: Gap, _: Asked) -> list[GapEvent]:
    if isinstance(gap, Unknown):
        raise GapNotFound
    match command:
        case TagWorkstream():
            return tag(command, gap)
        case UntagWorkstream():
            return untag(command, gap)
        case LinkGapToStage():
            return link(command, gap)
        case _:
            assert_never(command)


GROUPING: Decider[Gap, GroupingCommand, GapEvent] = Decider(
    initial=Unknown(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={TagWorkstream: CONTRIBUTORS, UntagWorkstream: CONTRIBUTORS, LinkGapToStage: CONTRIBUTORS},
)
