"""What came after the baseline, step by step as the file tells it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from cli.demo.mapping import Opening, days, found_at_close, links
from cli.demo.mutations import mutations
from cli.demo.steps import ENGAGEMENT, PILOT, Ref, Step
from cli.demo.typed import typed
from cli.engagement_parts import EngagementFile
from cli.engagement_steps import (
    AboutNoGap,
    AppointSystemOwner,
    AssignGapOwner,
    CancelGap,
    DeferDecision,
    DeferGap,
    Do,
    EstimateGap,
    LowerGapSeverity,
    OpenGap,
    Publish,
    RaiseGapSeverity,
    ReopenGap,
    ResolveGap,
    SetGapDueDate,
    StartGap,
    VerifyGap,
)
from cli.engagement_steps import Step as ProgressStep

CHAPTER = "Progress"

Given: TypeAlias = Callable[[Any], Mapping[str, object]]

OF_A_GAP: Mapping[type, tuple[str, Given]] = {
    AssignGapOwner: ("assignGapOwner", lambda step: {"owner": Ref(noun="Person", key=step.to)}),
    EstimateGap: ("estimateGap", lambda step: days(step.days)),
    SetGapDueDate: ("setGapDueDate", lambda step: {"due": step.to}),
    RaiseGapSeverity: ("changeGapSeverity", lambda step: {"severity": step.to}),
    LowerGapSeverity: ("changeGapSeverity", lambda step: {"severity": step.to, "reason": step.reason}),
    StartGap: ("startGap", lambda _: {}),
    ResolveGap: ("resolveGap", lambda step: {"evidence": step.evidence.model_dump()}),
    VerifyGap: ("verifyGap", lambda _: {}),
    ReopenGap: ("reopenGap", lambda step: {"reason": step.reason}),
    DeferGap: ("deferGap", lambda step: {"until": step.until, "reason": step.reason}),
    CancelGap: ("cancelGap", lambda step: {"reason": step.reason}),
}

OF_NO_GAP: Mapping[type, tuple[str, Given]] = {
    DeferDecision: (
        "deferDecision",
        lambda step: {"pilot_id": PILOT, "until": step.until, "reason": step.reason},
    ),
    AppointSystemOwner: (
        "assignSystemOwner",
        lambda step: {"engagement_id": ENGAGEMENT, "owner": Ref(noun="Person", key=step.owner)},
    ),
    Publish: ("publishCloseOutReport", lambda _: {"engagement_id": ENGAGEMENT}),
}


def progress_steps(file: EngagementFile) -> Iterator[Step]:
    there = list(found_at_close(file))
    for step in file.progress:
        if isinstance(step, OpenGap):
            yield from found_later(file, step, there)
            there.append(step.gap)
        elif isinstance(step, Do):
            yield from done(step)
        elif isinstance(step, AboutNoGap):
            mutation, given = OF_NO_GAP[type(step)]
            yield told(step, f"progress/{step.on}/{mutation}", mutation, given(step))
        else:
            mutation, given = OF_A_GAP[type(step)]
            named = {"gap_id": Ref(noun="Gap", key=step.gap)}
            yield told(step, f"progress/{step.on}/{mutation}/{step.gap}", mutation, {**named, **given(step)})


def found_later(file: EngagementFile, step: OpenGap, there: list[str]) -> Iterator[Step]:
    opening = Opening(file=file, chapter=CHAPTER, on=step.on)
    yield from opening.steps(step.gap, by=step.by)
    before = set(links(file, there))
    for link in links(file, [*there, step.gap]):
        if link not in before:
            yield opening.link(link)


def done(step: Do) -> Iterator[Step]:
    """The engagement is the one of the file, where the mutation asks for one and the file does not say which."""
    takes = mutations()[step.mutation].takes
    own = {"engagementId": ENGAGEMENT} if "engagementId" in takes.fields else {}
    for given in step.inputs:
        yield Step(
            chapter=CHAPTER,
            key=f"progress/{step.on}/{step.mutation}" + (f"/{step.makes}" if step.makes else ""),
            by=step.by,
            on=step.on,
            mutation=step.mutation,
            input={**own, **typed(takes, given)},
            gives=Ref(noun="Made", key=step.makes) if step.makes else None,
            at=step.at,
            also={Ref(noun="Made", key=name): at for name, at in step.also.items()},
            now=True,
        )


def told(step: ProgressStep, key: str, mutation: str, given: Mapping[str, object]) -> Step:
    return Step(chapter=CHAPTER, key=key, by=step.by, on=step.on, mutation=mutation, input=given)
