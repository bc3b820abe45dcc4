"""What the next stage and the gate ask of the three outputs of a stage."""

from typing import Any

from services.engagement.domain.stage import STAGE, EnterStage
from services.engagement.domain.stage.commands import EntryCriteriaNotMet
from services.gates.domain.framework.shipped import FRAMEWORKS
from services.gates.domain.gate.case import Case, Past, evolve
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gates import passed
from tests.facts.people import NOW
from tests.facts.stages import delivered, entered, named, taken
from tests.history import recorded
from tests.scenario import Scenario

given = Scenario(decider=STAGE).given
EARLIER: tuple[Any, ...] = (STARTED, *(entered(stage) for stage in tuple(Stage)[1:]))


def without(stage: Stage, output: str) -> tuple[Any, ...]:
    """All was delivered in the stage but this one, which was submitted and not accepted."""
    return tuple(fact for fact in delivered(stage) if fact != taken(stage, output)[1])


def past(stage: Stage) -> tuple[Any, ...]:
    return tuple(fact for fact in EARLIER if fact is STARTED or fact.stage.number <= stage.number)


def after(stage: Stage) -> Stage:
    return tuple(Stage)[stage.number]


def is_entered_only_with_all_three(stage: Stage, output: str) -> None:
    ready = (*past(stage), passed(stage), named(after(stage)))
    enter = EnterStage(engagement_id=ENGAGEMENT, stage=after(stage))
    given(*ready, *delivered(stage)).when(enter).then(entered(after(stage)))
    given(*ready, *without(stage, output)).when(enter).refused(EntryCriteriaNotMet, saying="previous_deliverables")


def the_gate_lets_pass_only_with_all_three(stage: Stage, output: str) -> None:
    for framework in FRAMEWORKS.values():
        assert asked(framework, stage, (*past(stage), *delivered(stage))) is True
        assert asked(framework, stage, (*past(stage), *without(stage, output))) is False


def asked(framework: Any, stage: Stage, facts: tuple[Any, ...]) -> bool | None:  # noqa: ANN401 - an edition
    """What the gate of the stage says of its deliverables."""
    case = Past()
    for each in recorded(facts):
        case = evolve(case, each)
    verdict = Case(case).ground.verdict((framework,), stage, NOW.date())
    return next(each.holds for each in verdict.requirements if each.code.endswith("/deliverables"))
