"""given(past) . when(command) . then(facts): the language of every domain test."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import pytest

from shared.events.people import Role
from shared.kernel.decider import Actor, Asked, Decider
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from tests.facts.people import ANA, NOW, as_role
from tests.history import recorded

State = TypeVar("State")
Command = TypeVar("Command")
Event = TypeVar("Event")


def of_every_role(person: UUID) -> Actor:
    return as_role(person, *Role)


@record
class Asking(Generic[State, Command, Event]):
    """A command in its circumstances; `then`, `then_nothing` and `refused` say what must come of it."""

    decider: Decider[State, Command, Event]
    past: Sequence[Event]
    command: Command
    asked: Asked

    def then(self, *facts: Event) -> None:
        assert list(self._decide()) == list(facts)
        self._state((*self.past, *facts))

    def then_nothing(self) -> None:
        assert list(self._decide()) == []

    def refused(self, reason: type[Refused], *, where: tuple[str, ...] | None = None, saying: str = "") -> None:
        """Without `where` any field may be to blame; `saying` is a part of the sentence that people read."""
        with pytest.raises(Refused) as caught:
            self._decide()
        assert type(caught.value) is reason
        assert saying in str(caught.value)
        assert where is None or caught.value.where == where

    def _decide(self) -> Sequence[Event]:
        assert type(self.command) in self.decider.permits, "the decider does not say who may give this command"
        return self.decider.decide(self.command, self._state(self.past), self.asked)

    def _state(self, facts: Sequence[Event]) -> State:
        """A decider that takes events with their envelope is given them as numbers 1 and up of the log."""
        history: Any = recorded(facts) if self.decider.with_envelope else facts
        return self.decider.replay(history)


@record
class Scenario(Generic[State, Command, Event]):
    """`given = Scenario(decider=GAP).given` gives a test module its language."""

    decider: Decider[State, Command, Event]
    past: Sequence[Event] = ()

    def given(self, *past: Event) -> "Scenario[State, Command, Event]":
        return Scenario(decider=self.decider, past=past)

    def when(
        self,
        command: Command,
        *,
        by: UUID | Actor = ANA,
        at: datetime = NOW,
        who: Callable[[UUID], Actor] = of_every_role,
    ) -> Asking[State, Command, Event]:
        """`who` says what others may at that instant: anything, where a test does not say otherwise."""
        actor = by if isinstance(by, Actor) else Actor(person=by)
        asked = Asked(by=actor, at=at, day=at.date(), who=who)
        return Asking(decider=self.decider, past=self.past, command=command, asked=asked)
