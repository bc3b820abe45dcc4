"""What is wrong with a file, told so that its author finds the place."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cli.numbered_yaml import Numbered, Place, dotted
from shared.kernel.for_people import ForPeople
from shared.kernel.record import record


@record
class Mistake:
    line: int | None
    place: Place
    problem: str

    def __str__(self) -> str:
        parts = (f"line {self.line}" if self.line else "", dotted(self.place), self.problem)
        return ": ".join(part for part in parts if part)


class BadEngagementFile(ForPeople):
    """The file cannot be used; `mistakes` holds everything that is wrong with it, in the order of its lines."""

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        super().__init__()
        self.path = path
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))

    def __str__(self) -> str:
        return "\n".join(f"{self.path}: {mistake}" for mistake in self.mistakes)


SENTENCES = {
    "missing": "this is missing",
    "extra_forbidden": "this is not a field here",
    "decimal_parsing": "this is not a number",
    "int_parsing": "this is not a whole number",
    "date_from_datetime_parsing": "this is not a day, written as 2026-08-31",
    "date_parsing": "this is not a day, written as 2026-08-31",
    "list_type": "this is not a list",
    "tuple_type": "this is not a list",
    "dict_type": "this is not a set of fields",
    "model_type": "this is not a set of fields",
    "string_type": "this is not text",
}


def mistakes_of_form(error: ValidationError, numbered: Numbered) -> list[Mistake]:
    """Wrong fields and values, in our words where we have some."""
    return [
        Mistake(line=numbered.line(place), place=place, problem=sentence(details))
        for details in error.errors(include_url=False)
        for place in [written_place(details["loc"])]
    ]


def sentence(details: ErrorDetails) -> str:
    return SENTENCES.get(details["type"]) or details["msg"][:1].lower() + details["msg"][1:]


def written_place(loc: Place) -> Place:
    """The place as the file has it: without the step's kind and without the mark that a key is meant."""
    place = tuple(part for part in loc if part != "[key]")
    return place[:2] + place[3:] if place[:1] == ("progress",) else place


def unknown(what: str, key: str, known: Iterable[str]) -> str:
    near = get_close_matches(key, known, n=1)
    return f"there is no {what} {key}" + (f"; {near[0]}, perhaps?" if near else "")
