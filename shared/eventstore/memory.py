"""The log without a database: for tests, and as the model of what the real one does."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.log import (
    Appended,
    Attempt,
    CommandIdReused,
    Condition,
    ConditionFailed,
    Entry,
    Head,
    Look,
    NewEvent,
    OccurredLater,
    Outcome,
    View,
    Write,
    WrongVersion,
    covers,
)
from shared.kernel.decider import Reach, Scope
from shared.kernel.record import record


class MemoryLog:
    """Follows the clock that it is given."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._tenants: dict[UUID, _Tenant] = {}

    async def append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        log, now = self._of(tenant), self._clock()
        return [log.take(attempt, now) for attempt in attempts]

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        log = self._of(tenant)
        streams = {look.scope.id for look in looks if look.scope.reach is Reach.STREAM}
        return View(
            entries=[e for e in log.entries if any(e.seq > look.after and covers(look.scope, e) for look in looks)],
            position=len(log.entries),
            now=self._clock(),
            versions={stream: log.versions.get(stream, 0) for stream in streams},
            earlier=log.earlier(command_id, digest),
        )

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        return self._of(tenant).entries[max(seq, 0) :][:limit]

    async def within(self, tenant: UUID, scope: Scope, after: int, until: int, limit: int) -> Sequence[Entry]:
        return [e for e in self._of(tenant).entries if after < e.seq <= until and covers(scope, e)][:limit]

    async def head(self, tenant: UUID) -> Head:
        log = self._of(tenant)
        return Head(seq=len(log.entries), chain=log.chain)

    async def heads(self) -> Mapping[UUID, int]:
        return {tenant: len(log.entries) for tenant, log in self._tenants.items() if log.entries}

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        return sum(1 for entry in self._of(tenant).entries if entry.recorded_at <= moment)

    async def now(self) -> datetime:
        return self._clock()

    def _of(self, tenant: UUID) -> "_Tenant":
        return self._tenants.setdefault(tenant, _Tenant(tenant))


@record
class _Kept:
    digest: bytes
    answer: Appended


class _Tenant:
    def __init__(self, tenant: UUID) -> None:
        self.tenant = tenant
        self.entries: list[Entry] = []
        self.versions: dict[str, int] = {}
        self.commands: dict[UUID, _Kept] = {}

    @property
    def chain(self) -> bytes:
        return self.entries[-1].chain if self.entries else GENESIS

    def take(self, attempt: Attempt, now: datetime) -> Outcome:
        if earlier := self.earlier(attempt.command_id, attempt.digest):
            return earlier
        if fault := self._wrong_version(attempt) or self._failed_condition(attempt.conditions):
            return fault
        if attempt.occurred_at and attempt.occurred_at > self._next_moment(now):
            return OccurredLater(recorded_at=self._next_moment(now))
        first = len(self.entries) + 1
        for write in attempt.writes:
            for event in write.events:
                self._add(attempt, write, event, now)
        answer = Appended(first=first, last=len(self.entries))
        self.commands[attempt.command_id] = _Kept(digest=attempt.digest, answer=answer)
        return answer

    def earlier(self, command_id: UUID, digest: bytes) -> Appended | CommandIdReused | None:
        kept = self.commands.get(command_id)
        if kept is None:
            return None
        if kept.digest != digest:
            return CommandIdReused()
        return Appended(first=kept.answer.first, last=kept.answer.last, repeated=True)

    def _wrong_version(self, attempt: Attempt) -> WrongVersion | None:
        for write in attempt.writes:
            actual = self.versions.get(write.stream, 0)
            if actual != write.expected:
                return WrongVersion(stream=write.stream, expected=write.expected, actual=actual)
        return None

    def _failed_condition(self, conditions: Sequence[Condition]) -> ConditionFailed | None:
        for condition in conditions:
            for entry in self.entries[max(condition.since, 0) :]:
                if covers(condition.scope, entry):
                    return ConditionFailed(scope=condition.scope, since=condition.since, seq=entry.seq)
        return None

    def _next_moment(self, now: datetime) -> datetime:
        return max(now, self.entries[-1].recorded_at + timedelta(microseconds=1)) if self.entries else now

    def _add(self, attempt: Attempt, write: Write, event: NewEvent, now: datetime) -> None:
        recorded_at = self._next_moment(now)
        self.versions[write.stream] = self.versions.get(write.stream, 0) + 1
        entry = Entry(
            tenant=self.tenant,
            seq=len(self.entries) + 1,
            event_id=event.event_id,
            stream=write.stream,
            version=self.versions[write.stream],
            engagement_id=write.engagement_id,
            type=event.type,
            schema_version=event.schema_version,
            occurred_at=attempt.occurred_at or recorded_at,
            recorded_at=recorded_at,
            actor=attempt.actor,
            on_behalf_of=attempt.on_behalf_of,
            command_id=attempt.command_id,
            correlation_id=attempt.correlation_id or attempt.command_id,
            causation_id=attempt.causation_id,
            traceparent=attempt.traceparent,
            data=event.data,
            chain=b"",
        )
        chain = link(self.chain, entry.seq, recorded_at, leaf(entry))
        self.entries.append(entry._replace(chain=chain))
