"""What the file says of the dimensions, held against the catalogue of aspects and the differences that follow."""

from collections.abc import Iterator
from typing import TypeAlias

from cli.engagement_parts import EngagementFile, State
from cli.numbered_yaml import Place
from services.engagement.domain.aspects import checked
from services.engagement.domain.catalogue import LATEST
from services.engagement.domain.differences import differences
from shared.events.dimensions import Aspect, Dimension
from shared.kernel.refusal import Refused

Contradiction: TypeAlias = tuple[Place, str]


def unknown_aspects(file: EngagementFile) -> Iterator[Contradiction]:
    for dimension, side, aspect in told(file):
        refusal = refused(dimension, aspect)
        if refusal:
            yield ("dimensions", dimension.value, side, "aspects", aspect.name), refusal


def told(file: EngagementFile) -> Iterator[tuple[Dimension, str, Aspect]]:
    """Every aspect that the file gives a level to, on either side."""
    for dimension, states in file.dimensions.items():
        for side, state in (("pilot", states.pilot), ("production", states.production)):
            yield from ((dimension, side, aspect) for aspect in aspects(state))


def unknown_proposals(file: EngagementFile) -> Iterator[Contradiction]:
    """A gap or a dismissal stands for a difference, and each difference for one of them at most."""
    proposed = proposals(file)
    answers: dict[str, str] = {}
    for place, proposal, answer in answered(file):
        if proposal not in proposed:
            yield place, f"the pilot does not fall short of production in {proposal}"
        elif proposal in answers:
            yield place, f"the difference in {proposal} was {answers[proposal]} already"
        answers.setdefault(proposal, answer)


def answered(file: EngagementFile) -> Iterator[tuple[Place, str, str]]:
    for dimension, states in file.dimensions.items():
        for aspect in states.dismissed:
            yield ("dimensions", dimension.value, "dismissed", aspect), f"{dimension}.{aspect}", "dismissed"
    for key, gap in file.gaps.items():
        if gap.proposal is not None:
            yield ("gaps", key, "proposal"), gap.proposal, f"taken up by the gap {key}"


def proposals(file: EngagementFile) -> set[str]:
    return {
        f"{dimension}.{difference.aspect}"
        for dimension, states in file.dimensions.items()
        for difference in differences(dimension, aspects(states.pilot), aspects(states.production), LATEST)
    }


def aspects(state: State) -> tuple[Aspect, ...]:
    return tuple(Aspect(name=name, level=level) for name, level in state.aspects.items())


def refused(dimension: Dimension, aspect: Aspect) -> str | None:
    try:
        checked(dimension, (aspect,))
    except Refused as refusal:
        return str(refusal)
    return None
