"""What a log must do. `postgres.py` does it for real, `memory.py` for tests; one contract suite runs on both."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, TypeAlias
from uuid import UUID

from shared.kernel.decider import Reach, Scope
from shared.kernel.record import record


@record
class NewEvent:
    """An event to be appended; `data` is its canonical JSON (RFC 8785, no floats)."""

    event_id: UUID
    type: str
    schema_version: int
    data: bytes


@record
class Write:
    """Events for one stream, which must be at version `expected` (0: it does not exist yet)."""

    stream: str
    expected: int
    engagement_id: UUID | None
    events: tuple[NewEvent, ...]


@record
class Condition:
    """Nothing was added to `scope` after position `since`."""

    scope: Scope
    since: int


@record
class Attempt:
    """What one command wants recorded, whole or not at all. No writes: only its id is kept.

    `digest` (32 bytes) tells the request apart from another one under the same id. `occurred_at` None means: now.
    """

    command_id: UUID
    digest: bytes
    actor: UUID
    writes: tuple[Write, ...]
    conditions: tuple[Condition, ...] = ()
    occurred_at: datetime | None = None
    on_behalf_of: UUID | None = None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    traceparent: str | None = None

    def __post_init__(self) -> None:
        if len(self.writes) > 1 and len({write.stream for write in self.writes}) < len(self.writes):
            raise ValueError("an attempt writes to each stream once")
        if not all(write.events for write in self.writes):
            raise ValueError("a write has events")


class OutcomeUnknown(Exception):
    """The connection broke under an append: it may be recorded or not. The same attempts may be given again."""


@record
class Appended:
    """It is recorded: events `first` to `last` (`last` < `first` when the command yielded none).

    `repeated`: the same command was recorded before, and this is what was answered then.
    """

    first: int
    last: int
    repeated: bool = False


@record
class WrongVersion:
    """Somebody else wrote to the stream first."""

    stream: str
    expected: int
    actual: int


@record
class ConditionFailed:
    """Event `seq` came into a scope that had to stay as it was."""

    scope: Scope
    since: int
    seq: int


@record
class CommandIdReused:
    """The id belongs to another request."""


@record
class OccurredLater:
    """The event would have happened after it was recorded."""

    recorded_at: datetime


Outcome: TypeAlias = Appended | WrongVersion | ConditionFailed | CommandIdReused | OccurredLater


class Entry(NamedTuple):
    """One event as it lies in the log: the envelope, and the bytes that the hash chain covers.

    A named tuple, not a record: logs are read in millions, and this is made fifteen times faster.
    """

    tenant: UUID
    seq: int
    event_id: UUID
    stream: str
    version: int
    engagement_id: UUID | None
    type: str
    schema_version: int
    occurred_at: datetime
    recorded_at: datetime
    actor: UUID
    on_behalf_of: UUID | None
    command_id: UUID
    correlation_id: UUID
    causation_id: UUID | None
    traceparent: str | None
    data: bytes
    chain: bytes


def covers(scope: Scope, entry: Entry) -> bool:
    """Whether the event belongs to the scope."""
    if scope.types and entry.type not in scope.types:
        return False
    match scope.reach:
        case Reach.STREAM:
            return entry.stream == scope.id
        case Reach.ENGAGEMENT:
            return str(entry.engagement_id) == scope.id
        case Reach.TENANT:
            return True


@record
class Look:
    """A scope to read, from after position `after`."""

    scope: Scope
    after: int = 0


@record
class View:
    """What a decision looks at, all at one instant.

    `entries` are in log order, each once; `position` is the tenant's last seq; `now` is the store's clock;
    `versions` holds the version of each stream looked at as a stream; `earlier` is the command's own earlier outcome.
    """

    entries: Sequence[Entry]
    position: int
    now: datetime
    versions: Mapping[str, int]
    earlier: Appended | CommandIdReused | None


@record
class Head:
    """The end of a tenant's log: its last seq and the hash chain up to it (32 zero bytes at 0)."""

    seq: int
    chain: bytes


class Log(Protocol):
    async def append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        """Judge the attempts in order, each against the log and the attempts accepted before it; write the accepted."""

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        """Read what a decision stands on, and whether the command was recorded before."""

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        """The next events, in order and without holes."""

    async def within(self, tenant: UUID, scope: Scope, after: int, until: int, limit: int) -> Sequence[Entry]:
        """The next events of a scope, up to and including position `until`."""

    async def head(self, tenant: UUID) -> Head: ...

    async def heads(self) -> Mapping[UUID, int]:
        """The last seq of every tenant."""

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        """The last seq recorded at or before `moment`."""

    async def now(self) -> datetime:
        """The store's clock."""
