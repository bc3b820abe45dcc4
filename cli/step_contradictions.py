"""Steps that give a mutation of the API: one that there is, with what it takes, about what an earlier step made."""

from collections.abc import Iterator
from typing import TypeAlias

from cli.demo.mutations import mutations
from cli.demo.steps import Ref
from cli.demo.typed import Mistyped, references, typed
from cli.engagement_parts import EngagementFile
from cli.engagement_steps import Do
from cli.mistakes import unknown
from cli.numbered_yaml import Place

Contradiction: TypeAlias = tuple[Place, str]

EARLIER = "earlier step that makes"
CALLED = {"Person": "person", "Gap": "gap", "Finding": "finding", "Made": EARLIER, "Intervention": EARLIER}


def steps_done(file: EngagementFile) -> Iterator[tuple[int, Do]]:
    for index, step in enumerate(file.progress):
        if isinstance(step, Do):
            yield index, step


def unknown_mutations(file: EngagementFile) -> Iterator[Contradiction]:
    for index, step in steps_done(file):
        if step.mutation not in mutations():
            yield ("progress", index, "do"), unknown("mutation", step.mutation, mutations())


def mistyped_inputs(file: EngagementFile) -> Iterator[Contradiction]:
    for index, step in steps_done(file):
        if step.mutation in mutations():
            yield from mistyped(index, step)


def mistyped(index: int, step: Do) -> Iterator[Contradiction]:
    """The first value that does not fit."""
    for number, given in enumerate(step.inputs):
        try:
            typed(mutations()[step.mutation].takes, given)
        except Mistyped as error:
            own = error.place and error.place[0] in step.each[number]
            place: Place = ("each", number) if own else ("with",)
            yield ("progress", index, *place, *error.place), error.problem
            return


def unknown_references(file: EngagementFile) -> Iterator[Contradiction]:
    """What a step made may be named in those after it."""
    made: set[str] = set()
    there: dict[str, set[str]] = {
        "Person": set(file.people),
        "Gap": set(file.gaps),
        "Finding": set(file.pilot.findings),
        "Made": made,
        "Intervention": made,
    }
    for index, step in steps_done(file):
        for ref in named(step):
            if ref.key and ref.key not in there[ref.noun]:
                yield ("progress", index, "with"), unknown(CALLED[ref.noun], ref.key, there[ref.noun])
        made.update((step.makes,) if step.makes else (), step.also)


def named(step: Do) -> Iterator[Ref]:
    for given in step.inputs:
        try:
            yield from references(typed(mutations()[step.mutation].takes, given))
        except (Mistyped, KeyError):
            return
