"""What no field shows by itself: keys that nothing answers to, days in the wrong order, gaps that wait in a circle."""

from collections.abc import Callable, Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TypeAlias

from cli.dimension_contradictions import unknown_aspects, unknown_proposals
from cli.engagement_parts import EngagementFile
from cli.engagement_steps import (
    AboutNoGap,
    AppointSystemOwner,
    AssignGapOwner,
    Days,
    EstimateGap,
    OpenGap,
)
from cli.measurement_contradictions import unknown_series
from cli.mistakes import unknown
from cli.numbered_yaml import Place
from cli.step_contradictions import mistyped_inputs, unknown_mutations, unknown_references

Contradiction: TypeAlias = tuple[Place, str]


def contradictions(file: EngagementFile) -> Iterator[Contradiction]:
    for check in CHECKS:
        yield from check(file)


def unknown_people(file: EngagementFile) -> Iterator[Contradiction]:
    for place, key in people_named(file):
        if key not in file.people:
            yield place, unknown("person", key, file.people)


def people_named(file: EngagementFile) -> Iterator[tuple[Place, str]]:
    yield ("pilot", "lead"), file.pilot.lead
    yield ("review", "by"), file.review.by
    for key, gap in file.gaps.items():
        if gap.owner is not None:
            yield ("gaps", key, "owner"), gap.owner
    for index, step in enumerate(file.progress):
        yield ("progress", index, "by"), step.by
        if isinstance(step, AssignGapOwner):
            yield ("progress", index, "to"), step.to
        if isinstance(step, AppointSystemOwner):
            yield ("progress", index, "appoint_system_owner"), step.owner


def unknown_gaps(file: EngagementFile) -> Iterator[Contradiction]:
    for place, key in gaps_named(file):
        if key not in file.gaps:
            yield place, unknown("gap", key, file.gaps)


def gaps_named(file: EngagementFile) -> Iterator[tuple[Place, str]]:
    for key, gap in file.gaps.items():
        for index, needed in enumerate(gap.needs):
            yield ("gaps", key, "needs", index), needed
    for index, step in enumerate(file.progress):
        if not isinstance(step, AboutNoGap):
            yield ("progress", index), step.gap


def unknown_findings(file: EngagementFile) -> Iterator[Contradiction]:
    findings = file.pilot.findings
    for key, gap in file.gaps.items():
        if gap.finding is not None and gap.finding not in findings:
            yield ("gaps", key, "finding"), unknown("finding", gap.finding, findings)
        elif gap.finding is not None and findings[gap.finding].dismissed:
            yield ("gaps", key, "finding"), f"the finding {gap.finding} was dismissed, so no gap comes of it"


def circles(file: EngagementFile) -> Iterator[Contradiction]:
    """One circle at most: the first that is met when the needs are followed."""
    try:
        TopologicalSorter({key: gap.needs for key, gap in file.gaps.items()}).prepare()
    except CycleError as error:
        circle = list(reversed(error.args[1]))
        yield ("gaps", circle[0], "needs"), f"these gaps wait for each other: {' needs '.join(circle)}"


def estimates_out_of_order(file: EngagementFile) -> Iterator[Contradiction]:
    given: list[tuple[Place, Days | None]] = [
        (("gaps", key, "estimate"), gap.estimate) for key, gap in file.gaps.items()
    ]
    given += [
        (("progress", index, "days"), step.days)
        for index, step in enumerate(file.progress)
        if isinstance(step, EstimateGap)
    ]
    for place, days in given:
        if days is not None and not 0 < days[0] <= days[1] <= days[2]:
            yield place, "an estimate is above 0 and rises from low over likely to high"


def days_out_of_order(file: EngagementFile) -> Iterator[Contradiction]:
    days: list[tuple[Place, date]] = [
        (("pilot", "started_on"), file.pilot.started_on),
        (("pilot", "closed_on"), file.pilot.closed_on),
        (("review", "held_on"), file.review.held_on),
        (("review", "mapped_on"), file.review.mapped_on),
        (("review", "baselined_on"), file.review.baselined_on),
    ]
    days += [(("progress", index, "on"), step.on) for index, step in enumerate(file.progress)]
    for (_, earlier), (place, day) in pairwise(days):
        if day < earlier:
            yield place, f"{day} comes before {earlier}, which stands ahead of it"


def steps_before_opening(file: EngagementFile) -> Iterator[Contradiction]:
    """A gap that a step opens was not there before; all others were there at the baseline."""
    later = {step.gap for step in file.progress if isinstance(step, OpenGap)}
    there = file.gaps.keys() - later
    for index, step in enumerate(file.progress):
        if isinstance(step, OpenGap):
            if step.gap in there:
                yield ("progress", index, "open"), f"the gap {step.gap} is open already"
            there = there | {step.gap}
        elif not isinstance(step, AboutNoGap) and step.gap in later - there:
            yield ("progress", index), f"the gap {step.gap} is opened only further down"


CHECKS: tuple[Callable[[EngagementFile], Iterator[Contradiction]], ...] = (
    unknown_people,
    unknown_gaps,
    unknown_findings,
    unknown_aspects,
    unknown_proposals,
    circles,
    estimates_out_of_order,
    days_out_of_order,
    steps_before_opening,
    unknown_mutations,
    mistyped_inputs,
    unknown_references,
    unknown_series,
)
