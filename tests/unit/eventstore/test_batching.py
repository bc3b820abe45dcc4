"""Appends of one tenant share their calls, and nobody's fate depends on his neighbours."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest

from shared.eventstore.batching import MOST_ATTEMPTS, MOST_BYTES, Batched
from shared.eventstore.log import Appended, Attempt, CommandIdReused, Outcome, OutcomeUnknown, Write, WrongVersion
from shared.eventstore.memory import MemoryLog
from tests.attempts import ENGAGEMENT, attempt, events, write

TENANT, OTHER = UUID(int=1), UUID(int=2)


class SlowLog(MemoryLog):
    """Keeps each call waiting at a gate, and notes what came together."""

    def __init__(self) -> None:
        super().__init__(lambda: datetime(2026, 3, 2, tzinfo=UTC))
        self.gate = asyncio.Event()
        self.calls: list[tuple[UUID, int]] = []
        self.failures: list[Exception] = []
        self.loses_replies = False

    async def append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        self.calls.append((tenant, len(attempts)))
        await self.gate.wait()
        if self.failures:
            failure = self.failures.pop()
            if self.loses_replies:
                await super().append(tenant, attempts)
            raise failure
        return await super().append(tenant, attempts)


@pytest.fixture
def log() -> SlowLog:
    return SlowLog()


async def underway(log: Batched, tenant: UUID, *attempts: Attempt) -> "asyncio.Task[list[Outcome]]":
    """An append that has reached the log, or waits for the one before it."""
    task = asyncio.create_task(log.append(tenant, attempts))
    for _ in range(3):
        await asyncio.sleep(0)
    return task


async def test_what_comes_while_an_append_is_under_way_goes_together(log: SlowLog) -> None:
    batched = Batched(log)
    tasks = [await underway(batched, TENANT, attempt(write(f"gap-{n}"))) for n in range(5)]
    assert log.calls == [(TENANT, 1)]
    log.gate.set()
    assert [await task for task in tasks] == [[Appended(first=n, last=n)] for n in range(1, 6)]
    assert log.calls == [(TENANT, 1), (TENANT, 4)]


async def test_tenants_do_not_wait_for_each_other(log: SlowLog) -> None:
    batched = Batched(log)
    tasks = [await underway(batched, tenant, attempt(write("gap-1"))) for tenant in (TENANT, OTHER)]
    assert log.calls == [(TENANT, 1), (OTHER, 1)]
    log.gate.set()
    assert [await task for task in tasks] == [[Appended(first=1, last=1)]] * 2


async def test_each_gets_the_outcomes_of_its_own_attempts(log: SlowLog) -> None:
    batched = Batched(log)
    first = await underway(batched, TENANT, attempt(write("gap-1")))
    two = await underway(batched, TENANT, attempt(write("gap-2")), attempt(write("gap-1")))
    none = await underway(batched, TENANT)
    last = await underway(batched, TENANT, attempt(write("gap-1", expected=1)))
    log.gate.set()
    assert await first == [Appended(first=1, last=1)]
    assert await two == [Appended(first=2, last=2), WrongVersion(stream="gap-1", expected=0, actual=1)]
    assert await none == []
    assert await last == [Appended(first=3, last=3)]


async def test_a_call_holds_a_bounded_number_of_attempts(log: SlowLog) -> None:
    batched = Batched(log)
    tasks = [await underway(batched, TENANT, attempt(write(f"gap-{n}"))) for n in range(MOST_ATTEMPTS + 11)]
    log.gate.set()
    await asyncio.gather(*tasks)
    assert log.calls == [(TENANT, 1), (TENANT, MOST_ATTEMPTS), (TENANT, 10)]


async def test_a_call_holds_a_bounded_number_of_bytes(log: SlowLog) -> None:
    batched = Batched(log)
    large = events("GapStarted", data=b"x" * (MOST_BYTES // 2 + 1))
    tasks = [
        await underway(
            batched, TENANT, attempt(Write(stream=f"gap-{n}", expected=0, engagement_id=ENGAGEMENT, events=large))
        )
        for n in range(4)
    ]
    log.gate.set()
    await asyncio.gather(*tasks)
    assert log.calls == [(TENANT, 1)] * 4


async def test_more_attempts_than_a_call_holds_stay_together_when_they_came_together(log: SlowLog) -> None:
    log.gate.set()
    outcomes = await Batched(log).append(TENANT, [attempt(write(f"gap-{n}")) for n in range(MOST_ATTEMPTS + 1)])
    assert outcomes[-1] == Appended(first=MOST_ATTEMPTS + 1, last=MOST_ATTEMPTS + 1)
    assert log.calls == [(TENANT, MOST_ATTEMPTS + 1)]


async def test_the_same_command_twice_in_the_queue_is_recorded_once(log: SlowLog) -> None:
    batched = Batched(log)
    asked = attempt(write("gap-1"))
    other = attempt(write("gap-2"), command_id=asked.command_id, digest=b"o" * 32)
    tasks = [await underway(batched, TENANT, each) for each in (attempt(), asked, asked, other)]
    log.gate.set()
    assert [await task for task in tasks][1:] == [
        [Appended(first=1, last=1)],
        [Appended(first=1, last=1, repeated=True)],
        [CommandIdReused()],
    ]


async def test_a_waiter_that_gives_up_harms_nobody(log: SlowLog) -> None:
    batched = Batched(log)
    tasks = [await underway(batched, TENANT, attempt(write(f"gap-{n}"))) for n in range(4)]
    for given_up in (tasks[0], tasks[2]):
        given_up.cancel()
    log.gate.set()
    assert await tasks[1] == [Appended(first=2, last=2)]
    assert await tasks[3] == [Appended(first=4, last=4)]
    assert tasks[0].cancelled()
    assert tasks[2].cancelled()


@pytest.mark.parametrize("recorded", [True, False])
async def test_an_append_whose_outcome_is_unknown_is_made_once_more(log: SlowLog, *, recorded: bool) -> None:
    log.gate.set()
    log.failures, log.loses_replies = [OutcomeUnknown("connection lost")], recorded
    outcomes = await Batched(log).append(TENANT, [attempt(write("gap-1"))])
    assert outcomes == [Appended(first=1, last=1, repeated=recorded)]
    assert (await log.head(TENANT)).seq == 1


async def test_an_append_whose_outcome_stays_unknown_says_so(log: SlowLog) -> None:
    log.gate.set()
    log.failures = [OutcomeUnknown("again"), OutcomeUnknown("lost")]
    batched = Batched(log)
    with pytest.raises(OutcomeUnknown, match="again"):
        await batched.append(TENANT, [attempt(write("gap-1"))])
    assert await batched.append(TENANT, [attempt(write("gap-1"))]) == [Appended(first=1, last=1)]


async def test_a_failed_call_fails_those_it_was_made_for_and_no_others(log: SlowLog) -> None:
    batched = Batched(log)
    log.failures = [ValueError("broken")]
    first = await underway(batched, TENANT, attempt(write("gap-1")))
    second = await underway(batched, TENANT, attempt(write("gap-2")))
    log.gate.set()
    with pytest.raises(ValueError, match="broken"):
        await first
    assert await second == [Appended(first=1, last=1)]
