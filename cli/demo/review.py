"""The pilot: registered when it started; at the review its results, costs and findings, and then its close."""

from collections.abc import Iterator
from functools import partial

from cli.demo.steps import PILOT, Ref, Step
from cli.engagement_parts import EngagementFile


def review_steps(file: EngagementFile) -> Iterator[Step]:
    yield registered(file)
    yield from recorded(file)
    yield from dismissed(file)


def registered(file: EngagementFile) -> Step:
    pilot = file.pilot
    return Step(
        chapter="Pilot",
        key="pilot",
        by=pilot.lead,
        on=pilot.started_on,
        mutation="registerPilot",
        input=pilot.model_dump(include={"name", "purpose", "run_by", "vendor", "started_on"}),
        gives=PILOT,
    )


def recorded(file: EngagementFile) -> Iterator[Step]:
    pilot = file.pilot
    step = partial(Step, chapter="Review", by=pilot.lead, on=file.review.held_on)
    for number, result in enumerate(pilot.results, 1):
        key = f"pilot/results/{number}"
        yield step(key=key, mutation="recordPilotResult", input={"pilot_id": PILOT, **result.model_dump()})
    for number, cost in enumerate(pilot.costs, 1):
        amount = {"minor": cost.minor, "currency": file.tenant.currency}
        yield step(
            key=f"pilot/costs/{number}",
            mutation="recordPilotCost",
            input={"pilot_id": PILOT, "amount": amount, "purpose": cost.purpose},
        )
    for key, finding in pilot.findings.items():
        yield step(
            key=f"pilot/findings/{key}",
            mutation="recordFinding",
            input={"pilot_id": PILOT, **finding.model_dump(exclude={"dismissed"})},
            gives=Ref(noun="Finding", key=key),
        )
    yield step(
        key="pilot/close",
        mutation="closePilot",
        input={"pilot_id": PILOT, "closed_on": pilot.closed_on, "summary": pilot.summary},
    )


def dismissed(file: EngagementFile) -> Iterator[Step]:
    for key, finding in file.pilot.findings.items():
        if finding.dismissed is not None:
            yield Step(
                chapter="Review",
                key=f"pilot/findings/{key}/dismissed",
                by=file.review.by,
                on=file.review.held_on,
                mutation="dismissFinding",
                input={
                    "pilot_id": PILOT,
                    "finding_id": Ref(noun="Finding", key=key),
                    "reason": finding.dismissed,
                },
            )
