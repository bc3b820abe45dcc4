"""The log in PostgreSQL does what its model in memory does, whatever is asked of it."""

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

import pytest
from asyncpg import Pool, Record
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from uuid_utils.compat import uuid7

from shared.eventstore.log import Attempt, Condition, Look, Write
from shared.eventstore.memory import MemoryLog
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.eventstore.verify import verify
from shared.kernel.decider import Reach, Scope
from tests.attempts import ACTOR, ENGAGEMENT, OTHER_ENGAGEMENT, events
from tests.database import Database

T = TypeVar("T")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TYPES = ("GapOpened", "GapStarted", "GapVerified")
STREAMS = ("gap-a", "gap-b", "people-a")
ENGAGEMENTS = (None, ENGAGEMENT, OTHER_ENGAGEMENT)
COMMANDS = tuple(UUID(int=n) for n in range(1, 13))

commands = st.sampled_from(COMMANDS) | st.builds(uuid7)
digests = st.sampled_from([b"a" * 32, b"a" * 32, b"b" * 32])
types = st.lists(st.sampled_from(TYPES), unique=True, max_size=2).map(tuple)
scopes = st.one_of(
    st.builds(Scope, reach=st.just(Reach.STREAM), id=st.sampled_from(STREAMS), types=types),
    st.builds(
        Scope,
        reach=st.just(Reach.ENGAGEMENT),
        id=st.sampled_from([str(ENGAGEMENT), str(OTHER_ENGAGEMENT)]),
        types=types,
    ),
    st.builds(Scope, reach=st.just(Reach.TENANT), types=types),
)
back = st.integers(-2, 6)  # how far before the end of the log


class TheSameTwice(RuleBasedStateMachine):
    """Asks both logs the same, and compares the answers."""

    runner: asyncio.Runner
    pool: "Pool[Record]"

    def run(self, question: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(question)

    @initialize()
    def begin(self) -> None:
        self.tenant = uuid7()
        self.clock = NOON
        self.model = MemoryLog(lambda: self.clock)
        self.log = PostgresLog(self.pool)
        self.set_clock(NOON)

    def set_clock(self, moment: datetime) -> None:
        self.clock = moment
        self.run(self.pool.execute("select es.set_clock($1)", moment))

    @property
    def end(self) -> int:
        return self.run(self.model.head(self.tenant)).seq

    @rule(data=st.data(), size=st.integers(1, 5))
    def append(self, data: st.DataObject, size: int) -> None:
        versions = dict(self.run(self.model.look(self.tenant, LOOK_AT_ALL, uuid7(), b"")).versions)
        attempts = [self.attempt(data, versions) for _ in range(size)]
        expected = self.run(self.model.append(self.tenant, attempts))
        assert self.run(self.log.append(self.tenant, attempts)) == expected

    def attempt(self, data: st.DataObject, versions: dict[str, int]) -> Attempt:
        streams = data.draw(st.lists(st.sampled_from(STREAMS), unique=True, max_size=2))
        conditions = data.draw(st.lists(st.tuples(scopes, back), max_size=2))
        return Attempt(
            command_id=data.draw(commands),
            digest=data.draw(digests),
            actor=ACTOR,
            writes=tuple(self.write(data, stream, versions) for stream in streams),
            conditions=tuple(Condition(scope=scope, since=self.end - before) for scope, before in conditions),
            occurred_at=data.draw(st.sampled_from([None, None, NOON - timedelta(days=1), self.clock, NOON])),
            causation_id=data.draw(st.sampled_from([None, COMMANDS[0]])),
            traceparent=data.draw(st.sampled_from([None, "00-é"])),
        )

    def write(self, data: st.DataObject, stream: str, versions: dict[str, int]) -> Write:
        kinds = data.draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=3))
        expected = max(0, versions[stream] + data.draw(st.sampled_from([0, 0, 0, 0, -1, 1])))
        versions[stream] = expected + len(kinds)
        return Write(
            stream=stream,
            expected=expected,
            engagement_id=data.draw(st.sampled_from(ENGAGEMENTS)),
            events=events(*kinds, data=data.draw(st.binary(max_size=3))),
        )

    @rule(
        looks=st.lists(st.tuples(scopes, back), max_size=4),
        command_id=commands,
        digest=digests,
    )
    def look(self, looks: Sequence[tuple[Scope, int]], command_id: UUID, digest: bytes) -> None:
        asked = [Look(scope=scope, after=max(0, self.end - before)) for scope, before in looks]
        expected = self.run(self.model.look(self.tenant, asked, command_id, digest))
        assert self.run(self.log.look(self.tenant, asked, command_id, digest)) == expected

    @rule(scope=scopes, after=back, until=back, limit=st.integers(1, 5))
    def read_within(self, scope: Scope, after: int, until: int, limit: int) -> None:
        bounds = (max(0, self.end - after), self.end - until, limit)
        expected = self.run(self.model.within(self.tenant, scope, *bounds))
        assert self.run(self.log.within(self.tenant, scope, *bounds)) == expected

    @rule(after=back, limit=st.integers(1, 5))
    def read_after(self, after: int, limit: int) -> None:
        seq = max(0, self.end - after)
        assert self.run(self.log.after(self.tenant, seq, limit)) == self.run(self.model.after(self.tenant, seq, limit))

    @rule(microseconds=st.integers(-3, 9))
    def ask_where_it_stood(self, microseconds: int) -> None:
        moment = self.clock + timedelta(microseconds=microseconds)
        expected = self.run(self.model.position_at(self.tenant, moment))
        assert self.run(self.log.position_at(self.tenant, moment)) == expected

    @rule(microseconds=st.integers(-4, 8))
    def turn_the_clock(self, microseconds: int) -> None:
        self.set_clock(self.clock + timedelta(microseconds=microseconds))

    @precondition(lambda self: hasattr(self, "log"))
    @invariant()
    def the_chains_are_the_same(self) -> None:
        assert self.run(self.log.head(self.tenant)) == self.run(self.model.head(self.tenant))

    def teardown(self) -> None:
        entries = self.run(self.log.after(self.tenant, 0, 10_000))
        assert entries == self.run(self.model.after(self.tenant, 0, 10_000))
        assert verify(self.tenant, entries, self.run(self.log.head(self.tenant))) is None


LOOK_AT_ALL = [Look(scope=Scope(reach=Reach.STREAM, id=stream)) for stream in STREAMS]


def test_the_log_in_postgresql_is_the_log_in_memory(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with asyncio.Runner() as runner:
        pool = runner.run(open_pool(database.dsn("engagement"), size=1))
        monkeypatch.setattr(TheSameTwice, "runner", runner, raising=False)
        monkeypatch.setattr(TheSameTwice, "pool", pool, raising=False)
        try:
            run_state_machine_as_test(
                TheSameTwice,
                settings=settings(
                    max_examples=60,
                    stateful_step_count=25,
                    deadline=None,
                    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
                ),
            )
        finally:
            runner.run(pool.execute("select es.set_clock(null)"))
            runner.run(pool.close())
