"""Every kind of what waits: the mutation that does it, and the command that is weighed for it."""

from datetime import date
from uuid import UUID

import pytest

from gateway.owners import COMMANDS as DECIDED
from gateway.schema.schema import schema
from gateway.schema.waiting_kinds import COMMANDS, NO_DAY, NOUNS, TRIALS, WaitingKind, of_thing
from shared.projecting.waited import Waited
from tests.facts.people import NOW

DAY = date(2026, 7, 1)
THING, WITHIN, ENGAGEMENT = (UUID(int=each) for each in (3, 4, 5))


def waited(kind: WaitingKind, due: date | None = None) -> Waited:
    return Waited(
        matter=kind.value,
        thing=THING,
        engagement_id=ENGAGEMENT,
        subject="What it is",
        since=NOW,
        due=due,
        stage="assessment",
        part="fairway/scoped",
        within=WITHIN,
    )


@pytest.mark.parametrize("kind", WaitingKind)
def test_there_is_a_mutation_for_every_kind(kind: WaitingKind) -> None:
    assert f"  {COMMANDS[kind]}(" in schema.as_str()


@pytest.mark.parametrize("kind", TRIALS)
def test_the_command_that_is_weighed_is_the_one_that_the_mutation_gives(kind: WaitingKind) -> None:
    waits = of_thing(waited(kind), DAY)
    name = type(waits.trial.command).__name__
    assert name[0].lower() + name[1:] == COMMANDS[kind]
    assert type(waits.trial.command) in DECIDED
    assert (waits.about is None) is (kind not in NOUNS)


def test_nothing_is_due_on_the_last_day_of_a_waiver_that_is_asked_for() -> None:
    assert of_thing(waited(WaitingKind.WAIVER_TO_GRANT, DAY), DAY).by == NO_DAY
    assert of_thing(waited(WaitingKind.CONDITION_TO_MEET, DAY), DAY).by == DAY
