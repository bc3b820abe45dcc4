"""The one shape of every decision: history in, new facts out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from functools import reduce
from typing import Any, Generic, TypeVar
from uuid import UUID

from shared.kernel.record import record
from shared.kernel.recorded import Recorded

State = TypeVar("State")
Command = TypeVar("Command")
Event = TypeVar("Event")


@record
class Actor:
    """Who asks, and the roles that are theirs at this instant, for the engagement in question.

    `tied` are those whose role they were lent, or who were lent theirs: duties that are kept apart see them as one.
    `own` are the roles that whoever acts for somebody else holds besides: they permit nothing, and may forbid.
    """

    person: UUID
    roles: frozenset[str] = frozenset()
    tied: frozenset[UUID] = frozenset()
    own: frozenset[str] = frozenset()

    @property
    def hands(self) -> frozenset[UUID]:
        """Everybody who counts as one with them, themselves included."""
        return self.tied | {self.person}

    def holds(self, role: str) -> bool:
        """Whether they have the role at all, in whosever name they act."""
        return role in self.roles or role in self.own

    def is_one_with(self, person: UUID | None) -> bool:
        return person in self.hands


@record
class Asked:
    """The circumstances of a command: who asks, when what it reports happened, and which day that was to the tenant.

    `who` tells of anybody what they may at this instant, for decisions that stand on the word of others. `zone` is the
    tenant's, for decisions that count the days between other instants.
    """

    by: Actor
    at: datetime
    day: date
    who: Callable[[UUID], Actor] = lambda person: Actor(person=person)
    zone: tzinfo = UTC


class Reach(StrEnum):
    """How far a decision looks: one stream, all streams of an engagement, or the whole tenant."""

    STREAM = "stream"
    ENGAGEMENT = "engagement"
    TENANT = "tenant"


@record
class Scope:
    """A part of the log that a decision stands on: the events of these types within this reach.

    `id` is the stream's name or the engagement's id; no types means all types.
    """

    reach: Reach
    id: str = ""
    types: tuple[str, ...] = ()


def stream_scope(stream: str, *types: type) -> Scope:
    return Scope(reach=Reach.STREAM, id=stream, types=tuple(kind.__name__ for kind in types))


def engagement_scope(engagement_id: UUID, *types: type) -> Scope:
    return Scope(reach=Reach.ENGAGEMENT, id=str(engagement_id), types=tuple(kind.__name__ for kind in types))


@record
class Decider(Generic[State, Command, Event]):
    """`decide` says what happens, `evolve` says what that means. Neither reads a clock or a database.

    `stream` names where a command's events go; `looks_at` names what else the decision stands on: those events
    are folded too, in log order, and the append holds only if nothing was added there meanwhile.
    `looks_around` names, by command, types of events that the decision stands on wherever they are in the engagement of
    the stream: for commands that do not say which engagement that is.
    `looks_further` names, from the events seen so far, what else must be looked at before it can be decided: scopes
    that neither the command nor its engagement tells. It is asked again until it names nothing new.
    `with_envelope`: `evolve` takes events as they are recorded, for decisions that say on which of them they stand.
    `permits` says which roles may give which command, `names` which people it names: they must be known.
    `engagement` is the engagement that the command is about, where the stream does not tell it already.
    `held_at` is the engagement whose roles count, for commands whose events are of none.
    `at_once` are the commands that are judged by what is known now: what comes of them cannot have happened before.
    `keeps`: what was folded is kept from one command to the next, and only what is new is read: for streams that grow
    long, and decisions that stand on nothing but what the command names.
    `follows_on` says on which events of its stream a command follows: what it reports happened no earlier than those.
    """

    initial: State
    decide: Callable[[Command, State, Asked], Sequence[Event]]
    evolve: Callable[[State, Event], State]
    stream: Callable[[Command], str]
    permits: Mapping[type, frozenset[str]]
    looks_at: Callable[[Command], tuple[Scope, ...]] = lambda _: ()
    looks_around: Mapping[type, tuple[type, ...]] = field(default_factory=dict)
    looks_further: Callable[[Command, Iterable[Recorded[Any]]], tuple[Scope, ...]] = lambda _command, _seen: ()
    with_envelope: bool = False
    engagement: Callable[[Command], UUID | None] = lambda _: None
    held_at: Callable[[Command], UUID | None] = lambda _: None
    names: Callable[[Command], tuple[UUID, ...]] = lambda _: ()
    at_once: frozenset[type] = frozenset()
    keeps: bool = False
    follows_on: Callable[[Command, Event], bool] = lambda _command, _event: True

    def replay(self, history: Iterable[Event]) -> State:
        return reduce(self.evolve, history, self.initial)
