"""The policy of change programmes: the figures that they are held to, and the words that people read."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from shared.events.population import ResistanceLevel
from shared.events.programme import ChangeStage
from shared.kernel.record import record
from shared.policy.shipped import (
    CatalogueInvalid,
    Label,
    each_once,
    label_of,
    name_of,
    one_of,
    read_yaml,
    versions,
)

WHOLE = 100

Word = TypeVar("Word", bound=StrEnum)


class Figure(StrEnum):
    """What a programme is held to: percentages, but for the days."""

    FAVOURABLE_SHARE = "favourable_share"
    LEAD_DAYS = "lead_days"
    CHAMPIONS_PER_HUNDRED = "champions_per_hundred"
    TRAINING_COMPLETION = "training_completion"
    MANAGER_COVERAGE = "manager_coverage"
    MEASURE_DAYS = "measure_days"


IN_DAYS = frozenset({Figure.LEAD_DAYS, Figure.MEASURE_DAYS})
LATER = {Figure.MEASURE_DAYS: 2}
"""The version that brought a figure; the others were there from the first."""


@record
class Target:
    value: int
    label: Label


@record
class ChangePolicy:
    """`before_access` are the stages that a cohort completes before it gets access."""

    version: int
    figures: Mapping[Figure, Target]
    before_access: tuple[ChangeStage, ...]
    stages: Mapping[ChangeStage, Label]
    levels: Mapping[ResistanceLevel, Label]
    drivers: Mapping[str, Label]

    def figure(self, name: Figure) -> int:
        return self.figures[name].value

    def fresh_until(self, measured_on: date) -> date | None:
        """The last day on which what was measured then counts; None where that has no end."""
        target = self.figures.get(Figure.MEASURE_DAYS)
        return measured_on + timedelta(days=target.value) if target else None


def read_change_policy(text: str) -> ChangePolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "figures": [*figures],
            "before_access": [*before],
            "stages": [*stages],
            "levels": [*levels],
            "drivers": [*drivers],
            **others,
        } if version > 0 and not others:
            read = ChangePolicy(
                version=version,
                figures=_figures(figures, version),
                before_access=tuple(one_of(ChangeStage, each) for each in before),
                stages=_words(ChangeStage, stages),
                levels=_words(ResistanceLevel, levels),
                drivers=dict(map(_named, drivers)),
            )
        case _:
            raise CatalogueInvalid("a policy has a version, figures, stages, levels and drivers")
    each_once("the drivers", (name for name, _ in map(_named, drivers)))
    each_once("the stages before access", read.before_access)
    if not read.before_access:
        raise CatalogueInvalid("nobody gets access before something was measured")
    return read


def _figures(given: list[object], version: int) -> Mapping[Figure, Target]:
    found = dict(map(_figure, given))
    wanted = {figure for figure in Figure if LATER.get(figure, 1) <= version}
    if len(given) != len(found) or set(found) != wanted:
        raise CatalogueInvalid("every figure stands there, once")
    return found


def _figure(given: object) -> tuple[Figure, Target]:
    match given:
        case {"name": name, "value": int(value), **label}:
            figure = one_of(Figure, name)
        case _:
            raise CatalogueInvalid(f"a figure has a name and a value, a whole number: {given}")
    if value <= 0 or (figure not in IN_DAYS and value > WHOLE):
        raise CatalogueInvalid(f"{figure} is {value}, which nothing can be held to")
    return figure, Target(value=value, label=label_of(label))


def _words(choices: type[Word], given: list[object]) -> Mapping[Word, Label]:
    found = {one_of(choices, name): label for name, label in map(_named, given)}
    if list(found) != list(choices) or len(given) != len(found):
        raise CatalogueInvalid(f"words stand there for each of {', '.join(choices)}, in this order")
    return found


def _named(given: object) -> tuple[str, Label]:
    match given:
        case {"name": str(name), **label}:
            return name_of(name), label_of(label)
        case _:
            raise CatalogueInvalid(f"it has a name and reads in both languages: {given}")


SHIPPED_CHANGE_POLICIES = ("change_policy_v1.yaml", "change_policy_v2.yaml")
CHANGE_POLICIES: Mapping[int, ChangePolicy] = versions(read_change_policy, SHIPPED_CHANGE_POLICIES, __package__)
LATEST_CHANGE_POLICY = CHANGE_POLICIES[max(CHANGE_POLICIES)]
