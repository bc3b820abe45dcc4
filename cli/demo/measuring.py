"""What was measured once the system was live: a step for each day of a line of the file's measurements."""

from collections.abc import Iterator
from datetime import timedelta

from cli.demo.steps import ENGAGEMENT, Ref, Step
from cli.engagement_parts import Counted, EngagementFile

CHAPTER = "Measurement"


def measuring_steps(file: EngagementFile) -> Iterator[Step]:
    """Line by line, whatever their days."""
    for line in file.measurements:
        for number, several in enumerate(line.days):
            day = line.first + number * timedelta(days=line.every)
            yield Step(
                chapter=CHAPTER,
                key=f"measurements/{line.series}/{day}",
                by=line.by,
                on=day,
                mutation="recordObservations",
                input={
                    "engagementId": ENGAGEMENT,
                    "seriesId": Ref(noun="Made", key=line.series),
                    "day": day,
                    "source": line.source,
                    "observations": [observation(f"{day}", each) for each in several],
                },
                now=True,
            )


def observation(day: str, counted: Counted) -> dict[str, object]:
    """Known by its day and, where there are several, by its department."""
    department, value, of = counted
    found = {"key": f"{day} {department}" if department else day, "value": value, "of": of, "department": department}
    return {name: each for name, each in found.items() if each is not None}
