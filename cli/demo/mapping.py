"""The mapping: the engagement starts, the seven dimensions are compared, and every gap gets into the register."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TypeAlias

from cli.demo.steps import ENGAGEMENT, PILOT, Ref, Step
from cli.engagement_parts import EngagementFile, State
from cli.engagement_steps import Days, OpenGap
from shared.events.dimensions import Dimension
from shared.kernel.record import record

Link: TypeAlias = tuple[str, str]


def mapping_steps(file: EngagementFile) -> Iterator[Step]:
    review = file.review
    yield Step(
        chapter="Mapping",
        key="engagement",
        by=review.by,
        on=review.mapped_on,
        mutation="startEngagement",
        input={"pilot_id": PILOT, "name": file.pilot.name},
        gives=ENGAGEMENT,
    )
    yield from dimension_steps(file)
    yield from opening_steps(file)
    yield Step(
        chapter="Baseline",
        key="baseline",
        by=review.by,
        on=review.baselined_on,
        mutation="baselineGapRegister",
        input={"engagement_id": ENGAGEMENT},
    )


def dimension_steps(file: EngagementFile) -> Iterator[Step]:
    step = partial(Step, chapter="Mapping", by=file.review.by, on=file.review.mapped_on)
    for dimension, states in file.dimensions.items():
        about = {"engagement_id": ENGAGEMENT, "dimension": dimension}
        key = f"dimensions/{dimension}"
        yield step(key=f"{key}/pilot", mutation="recordPilotState", input={**about, **state(states.pilot)})
        yield step(
            key=f"{key}/production", mutation="recordProductionState", input={**about, **state(states.production)}
        )
        for aspect, reason in states.dismissed.items():
            yield step(
                key=f"{key}/dismissed/{aspect}",
                mutation="dismissProposal",
                input={**about, "aspect": aspect, "reason": reason},
            )


def state(recorded: State) -> Mapping[str, object]:
    levels = [{"name": name, "level": level} for name, level in recorded.aspects.items()]
    return {"aspects": levels, "note": recorded.note}


def opening_steps(file: EngagementFile) -> Iterator[Step]:
    opening = Opening(file=file, chapter="Mapping", on=file.review.mapped_on)
    at_close = found_at_close(file)
    for key in at_close:
        yield from opening.steps(key, by=file.review.by)
    for link in links(file, at_close):
        yield opening.link(link)


def found_at_close(file: EngagementFile) -> tuple[str, ...]:
    later = {step.gap for step in file.progress if isinstance(step, OpenGap)}
    return tuple(key for key in file.gaps if key not in later)


def links(file: EngagementFile, there: Collection[str]) -> list[Link]:
    """Who waits for whom among the gaps that are in the register."""
    return [(key, needed) for key in file.gaps if key in there for needed in file.gaps[key].needs if needed in there]


@record
class Opening:
    """How a gap gets into the register: opened by who found it, arranged by the reviewer, estimated by its owner."""

    file: EngagementFile
    chapter: str
    on: date

    def steps(self, key: str, *, by: str) -> Iterator[Step]:
        gap, reviewer, named = self.file.gaps[key], self.file.review.by, {"gap_id": Ref(noun="Gap", key=key)}
        yield self._step(f"gaps/{key}", by, "openGap", opened(self.file, key), gives=Ref(noun="Gap", key=key))
        if gap.owner is not None:
            owner = {**named, "owner": Ref(noun="Person", key=gap.owner)}
            yield self._step(f"gaps/{key}/owner", reviewer, "assignGapOwner", owner)
        if gap.due is not None:
            yield self._step(f"gaps/{key}/due", reviewer, "setGapDueDate", {**named, "due": gap.due})
        if gap.estimate is not None:
            estimate = {**named, **days(gap.estimate)}
            yield self._step(f"gaps/{key}/estimate", gap.owner or reviewer, "estimateGap", estimate)

    def link(self, link: Link) -> Step:
        key, needed = link
        ends = {"gap_id": Ref(noun="Gap", key=key), "needs": Ref(noun="Gap", key=needed)}
        about = {"engagement_id": ENGAGEMENT, **ends}
        return self._step(f"gaps/{key}/needs/{needed}", self.file.review.by, "linkGaps", about)

    def _step(self, key: str, by: str, mutation: str, given: Mapping[str, object], gives: Ref | None = None) -> Step:
        return Step(chapter=self.chapter, key=key, by=by, on=self.on, mutation=mutation, input=given, gives=gives)


def opened(file: EngagementFile, key: str) -> Mapping[str, object]:
    gap = file.gaps[key]
    dimension, _, aspect = (gap.proposal or "").partition(".")
    return {
        "engagement_id": ENGAGEMENT,
        **gap.model_dump(include={"title", "detail", "kind", "cause", "severity"}),
        "finding_id": Ref(noun="Finding", key=gap.finding) if gap.finding else None,
        "proposal": {"dimension": Dimension(dimension), "aspect": aspect} if gap.proposal else None,
    }


def days(estimate: Days) -> Mapping[str, object]:
    low, likely, high = estimate
    return {"low": low, "likely": likely, "high": high}
