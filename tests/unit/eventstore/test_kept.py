"""What was folded is kept: a long stream is read once, and decided on as if it were read anew each time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from services.measurement.domain.observations import OBSERVATIONS, CorrectObservation, RecordObservations
from services.measurement.domain.observations.commands import ObservationsNotTaken
from shared.events.people import PersonRegistered, Role, RoleGranted
from shared.events.series import SeriesRetired
from shared.eventstore.codec import encode
from shared.eventstore.handle import Handler, Receipt, Request
from shared.eventstore.kept import Kept, KeptStates
from shared.eventstore.log import Attempt, Look, View, Write
from shared.eventstore.memory import MemoryLog
from shared.kernel.refusal import NotPermitted, Refused
from tests.facts.engagements import ENGAGEMENT
from tests.facts.go_live import WENT_LIVE
from tests.facts.observations import CLAIM_HANDLED, DAY
from tests.facts.people import BO, CLEO, NOW
from tests.facts.population import POPULATION_DEFINED
from tests.facts.series import KPI_DEFINED, KPI_ID

TENANT = UUID(int=0x7E)
STREAM = f"observations-{KPI_ID}-{DAY}"
LATER = NOW.replace(year=DAY.year, month=DAY.month, day=DAY.day) + timedelta(days=3)
CORRECT = CorrectObservation(
    engagement_id=ENGAGEMENT, series_id=KPI_ID, day=DAY, key="a", new=None, reason="It was a tester's."
)
RETIRED = SeriesRetired(series_id=KPI_ID, reason="Nobody looks at it.")


def record(*keys: str) -> RecordObservations:
    return RecordObservations(
        engagement_id=ENGAGEMENT,
        series_id=KPI_ID,
        day=DAY,
        source="Claims desk",
        unit=None,
        observations=tuple(replace(CLAIM_HANDLED, key=key) for key in keys),
    )


class Desk(MemoryLog):
    """Cleo integrates into a system that is live. `read`: how many events of the day's stream each look gave."""

    def __init__(self) -> None:
        super().__init__(lambda: LATER)
        self.read: list[int] = []
        self.ids = (UUID(int=number) for number in count(0x1000))
        self.handler = Handler(self, lambda: next(self.ids))

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        view = await super().look(tenant, looks, command_id, digest)
        self.read.append(sum(entry.stream == STREAM for entry in view.entries))
        return view

    async def told(self, stream: str, *events: object) -> None:
        new = tuple(encode(event, next(self.ids)) for event in events)
        known = sum(entry.stream == stream for entry in await self.after(TENANT, 0, 1_000))
        write = Write(stream=stream, expected=known, engagement_id=ENGAGEMENT, events=new)
        await self.append(TENANT, [Attempt(command_id=next(self.ids), digest=bytes(32), actor=BO, writes=(write,))])

    async def give(self, command: object, *, elsewhere: bool = False, **more: Any) -> Receipt:  # noqa: ANN401
        handler = Handler(self, lambda: next(self.ids)) if elsewhere else self.handler
        request = Request(tenant=TENANT, person=CLEO, command_id=next(self.ids), command=command)
        return await handler.handle(OBSERVATIONS, replace(request, **more))


async def live() -> Desk:
    desk = Desk()
    people = (PersonRegistered(person=CLEO), RoleGranted(person=CLEO, role=Role.INTEGRATOR))
    await desk.told(f"people-{TENANT}", *people)
    await desk.told(f"series-{KPI_ID}", KPI_DEFINED)
    await desk.told(f"population-{ENGAGEMENT}", POPULATION_DEFINED)
    await desk.told(f"release-{ENGAGEMENT}", WENT_LIVE)
    return desk


async def test_only_what_is_new_is_read() -> None:
    desk = await live()
    for keys in ("ab", "c", "d"):
        await desk.give(record(*keys))
    assert desk.read == [0, 0, 0]
    await desk.give(record("e"), elsewhere=True)
    await desk.give(record("f"))
    assert desk.read[3:] == [3, 1]


async def test_it_is_decided_as_if_all_were_read() -> None:
    desk = await live()
    await desk.give(record("a", "b"))
    await desk.give(record("c"), elsewhere=True)
    await desk.give(CORRECT, elsewhere=True)
    for known in "abc":
        answers = [await answer(desk, record(known), elsewhere=elsewhere) for elsewhere in (False, True)]
        assert answers[0] == answers[1]
        assert answers[0].startswith(ObservationsNotTaken.code)
    await desk.told(f"series-{KPI_ID}", RETIRED)
    assert (await answer(desk, record("d"))).startswith("SERIES_HAS_RETIRED")


async def answer(desk: Desk, command: object, *, elsewhere: bool = False) -> str:
    with pytest.raises(Refused) as refused:
        await desk.give(command, elsewhere=elsewhere)
    return f"{refused.value.code} {refused.value.details}"


async def test_whoever_may_not_is_refused_all_the_same() -> None:
    desk = await live()
    await desk.give(record("a"))
    with pytest.raises(NotPermitted):
        await desk.give(record("b"), person=BO)


async def test_a_repeated_command_is_recorded_once() -> None:
    desk = await live()
    first = await desk.give(record("a"), command_id=UUID(int=7))
    again = await desk.give(record("a"), command_id=UUID(int=7))
    assert again == replace(first, repeated=True)
    await desk.give(record("b"))
    assert len([entry for entry in await desk.after(TENANT, 0, 1_000) if entry.stream == STREAM]) == 2


async def test_what_is_told_late_is_fitted_into_the_whole_stream() -> None:
    desk = await live()
    await desk.give(record("a"))
    with pytest.raises(Refused, match=r"."):
        await desk.give(record("b"), occurred_at=LATER - timedelta(days=1))
    assert desk.read[-1] == 1


def test_the_states_that_were_needed_last_are_kept_as_long_as_there_is_room() -> None:
    states = KeptStates(most=10)
    for place, size in (("first", 4), ("second", 4), ("first", 5), ("third", 4)):
        states.keep(place, Kept(state=place, size=size))
    assert [place for place in ("first", "second", "third") if states.of(place)] == ["first", "third"]
    states.keep("huge", Kept(state="huge", size=11))
    assert not any(map(states.of, ("first", "third", "huge")))
