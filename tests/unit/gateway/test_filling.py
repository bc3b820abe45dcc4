"""What a command asks for is filled in, whatever it is, and what is known of it stays."""

from datetime import date, timedelta
from typing import Any, get_type_hints
from uuid import UUID

import pytest
from strawberry.types.base import StrawberryObjectDefinition

from gateway.owners import REFUSALS
from gateway.schema.filling import KINDS, Asker, hints_of, trial_of
from gateway.schema.permissions import SAID
from gateway.schema.schema import schema
from gateway.schema.weighed_nouns import NOUNS, Noun
from services.engagement.contract import ReopenGap
from shared.web.wire import Form

ASKER = Asker(tenant=UUID(int=1), person=UUID(int=2), day=date(2026, 7, 1))
GAP = UUID(int=3)


@pytest.mark.parametrize("action", [action for noun in NOUNS for action in noun.actions])
def test_every_command_is_made_as_another_process_takes_it(action: str) -> None:
    command, form = trial_of(action, {}, ASKER).command, Form[object](KINDS[action])
    assert form.read(form.write(command)) == command
    assert hash(command) == hash(form.read(form.write(command)))


def test_every_thing_gives_its_commands_something_that_they_take() -> None:
    idle = [
        (noun.name, key)
        for noun in NOUNS
        for key in noun.keys
        if not any(key in hints_of(KINDS[action]) for action in noun.actions)
    ]
    assert idle == []


def test_what_is_known_stays_and_all_else_is_open() -> None:
    given = trial_of("REOPEN_GAP", {"gap_id": GAP, "engagement_id": GAP}, ASKER)
    assert given.command == ReopenGap(gap_id=GAP, reason=SAID)
    broken = REFUSALS["GAP_NOT_FOUND"]
    assert not given.leaves_open(broken(where=("input", "gapId")))
    assert not given.leaves_open(broken())
    assert given.leaves_open(broken(where=("input", "reason")))


def test_what_lies_ahead_is_filled_in_with_a_day_to_come() -> None:
    command = trial_of("DEFER_GAP", {}, ASKER).command
    assert command.until == ASKER.day + timedelta(days=1)


@pytest.mark.parametrize("noun", NOUNS, ids=[noun.name for noun in NOUNS])
def test_what_commands_take_of_a_thing_stands_in_it(noun: Noun) -> None:
    found = schema.get_type_by_name(noun.name)
    assert isinstance(found, StrawberryObjectDefinition)
    for where in noun.keys.values():
        kind: Any = found.origin
        for part in where.split("."):
            assert part in get_type_hints(kind), (noun.name, where)
            kind = get_type_hints(kind)[part]
