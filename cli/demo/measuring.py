"""What was measured once the system was live: a step for each value of a line of the file's measurements."""

from collections.abc import Iterator
from datetime import timedelta

from cli.demo.steps import ENGAGEMENT, Ref, Step
from cli.engagement_parts import EngagementFile

CHAPTER = "Measurement"


def measuring_steps(file: EngagementFile) -> Iterator[Step]:
    """Line by line, whatever their days."""
    for line in file.measurements:
        for number, (value, of) in enumerate(line.pairs):
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
                    "observations": [observation(f"{day}", value, of)],
                },
                now=True,
            )


def observation(key: str, value: object, of: object) -> dict[str, object]:
    return {"key": key, "value": value, **({} if of is None else {"of": of})}
