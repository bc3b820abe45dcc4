"""One step of the play: a mutation that one of the file's people gives on one of its days."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from typing import Literal, TypeAlias

from shared.kernel.record import record

Noun: TypeAlias = Literal[
    "Issuer", "Subject", "Person", "Pilot", "Finding", "Engagement", "Gap", "Made", "Intervention"
]


@record
class Ref:
    """What only the play knows: the id of what an earlier step made, by the API's noun and the file's key.

    Made is whatever the file itself gave a name. An intervention goes by the name of its trigger: it is the last one.

    Issuer and subject are those that a person's token names.
    """

    noun: Noun
    key: str = ""


@record
class Step:
    """`input` holds the file's own values, and references for ids; `gives` is what the step makes.

    `key` tells the step from all others of the file, as long as nothing is moved in it. The id of what it makes stands
    `at` a place of the answer; `also` has more of it, each with its place. `now`: it is not told later, since it is
    judged by what is known then.
    """

    chapter: str
    key: str
    by: str
    on: date
    mutation: str
    input: Mapping[str, object]
    gives: Ref | None = None
    at: str = "id"
    also: Mapping[Ref, str] = field(default_factory=dict)
    now: bool = False


PILOT, ENGAGEMENT = Ref(noun="Pilot"), Ref(noun="Engagement")


def distinct(steps: Iterable[Step]) -> list[Step]:
    """The second time that a key comes it gets a number: the same is done to a gap twice on one day."""
    seen: dict[str, int] = {}
    told: list[Step] = []
    for step in steps:
        seen[step.key] = seen.get(step.key, 0) + 1
        times = seen[step.key]
        told.append(step if times == 1 else replace(step, key=f"{step.key}/{times}"))
    return told
