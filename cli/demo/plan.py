"""The whole play: every step of a file in its order, each with the moment at which it happens."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from cli.demo.mapping import mapping_steps
from cli.demo.measuring import measuring_steps
from cli.demo.people import people_steps
from cli.demo.progress import progress_steps
from cli.demo.review import review_steps
from cli.demo.steps import Step, distinct
from cli.engagement_parts import EngagementFile
from shared.kernel.record import record

BEGINS, ENDS = time(9), time(23, 30)
APART = timedelta(minutes=1)


@record
class Scene:
    """A step and when it happens."""

    step: Step
    at: datetime


def plan(file: EngagementFile) -> list[Scene]:
    later = sorted([*progress_steps(file), *measuring_steps(file)], key=lambda step: step.on)
    steps = distinct([*people_steps(file), *review_steps(file), *mapping_steps(file), *later])
    return [
        Scene(step=step, at=at) for step, at in zip(steps, moments(steps, ZoneInfo(file.tenant.time_zone)), strict=True)
    ]


def told_later(scenes: Sequence[Scene]) -> list[Scene]:
    """Up to the first that is judged by what is known on its day: only a clock of one's own plays from there on."""
    return list(takewhile(lambda scene: not scene.step.now, scenes))


def moments(steps: Sequence[Step], zone: ZoneInfo) -> list[datetime]:
    """From nine o'clock on, a minute apart, or less where the day would not hold them all."""
    count = Counter(step.on for step in steps)
    done: Counter[object] = Counter()
    found: list[datetime] = []
    for step in steps:
        begins, ends = (datetime.combine(step.on, hour, zone).astimezone(UTC) for hour in (BEGINS, ENDS))
        found.append(begins + min(APART, (ends - begins) / count[step.on]) * done[step.on])
        done[step.on] += 1
    return found
