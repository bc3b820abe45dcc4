"""The file that holds one engagement as its team writes it down: the pilot, its review, the gaps, and what came after.

`read` gives the whole file, or everything that is wrong with it.
"""

from pathlib import Path

from pydantic import ValidationError

from cli.contradictions import contradictions
from cli.engagement_parts import EngagementFile
from cli.mistakes import BadEngagementFile, Mistake, mistakes_of_form
from cli.numbered_yaml import NotYaml, load

__all__ = ["BadEngagementFile", "EngagementFile", "read"]


def read(path: Path) -> EngagementFile:
    try:
        numbered = load(path)
    except NotYaml as error:
        raise BadEngagementFile(path, [Mistake(line=error.line, place=(), problem=error.problem)]) from None
    try:
        file = EngagementFile.model_validate(numbered.data)
    except ValidationError as error:
        raise BadEngagementFile(path, mistakes_of_form(error, numbered)) from None
    found = [
        Mistake(line=numbered.line(place), place=place, problem=problem) for place, problem in contradictions(file)
    ]
    if found:
        raise BadEngagementFile(path, found)
    return file
