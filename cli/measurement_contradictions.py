"""Lines of measurements that nobody could have recorded: of series that no step makes, or not before that day."""

from collections.abc import Iterator
from typing import TypeAlias

from cli.engagement_parts import EngagementFile
from cli.mistakes import unknown
from cli.numbered_yaml import Place
from cli.step_contradictions import steps_done

Contradiction: TypeAlias = tuple[Place, str]


def unknown_series(file: EngagementFile) -> Iterator[Contradiction]:
    made = {step.makes: step.on for _, step in steps_done(file) if step.makes}
    for index, line in enumerate(file.measurements):
        if line.by not in file.people:
            yield ("measurements", index, "by"), unknown("person", line.by, file.people)
        if line.series not in made:
            yield ("measurements", index, "series"), unknown("step that makes", line.series, made)
        elif line.first < made[line.series]:
            yield ("measurements", index, "first"), f"{line.series} is made on {made[line.series]}, later than this"
