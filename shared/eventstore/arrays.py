"""Attempts as the parallel arrays that `es.append` takes, and its answers as outcomes."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from asyncpg import Record

from shared.eventstore.chain import microseconds
from shared.eventstore.log import (
    Appended,
    Attempt,
    CommandIdReused,
    ConditionFailed,
    OccurredLater,
    Outcome,
    WrongVersion,
)
from shared.kernel.decider import Scope

APPEND = """
    select * from es.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                            $21, $22, $23)
"""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def arguments(tenant: UUID, attempts: Sequence[Attempt]) -> tuple[Any, ...]:
    return (tenant, *_of_attempts(attempts), *_of_events(attempts), *_of_conditions(attempts))


def _of_attempts(attempts: Sequence[Attempt]) -> tuple[list[Any], ...]:
    return (
        [a.command_id for a in attempts],
        [a.digest for a in attempts],
        [a.actor for a in attempts],
        _sparse([a.on_behalf_of for a in attempts]),
        _sparse([a.correlation_id for a in attempts]),
        _sparse([a.causation_id for a in attempts]),
        _sparse([a.traceparent for a in attempts]),
        _sparse([a.occurred_at and microseconds(a.occurred_at) for a in attempts]),
    )


def _of_events(attempts: Sequence[Attempt]) -> tuple[list[Any], ...]:
    events = [
        (i, write, version, event)
        for i, attempt in enumerate(attempts, 1)
        for write in attempt.writes
        for version, event in enumerate(write.events, write.expected + 1)
    ]
    return (
        [i for i, _, _, _ in events],
        [write.stream for _, write, _, _ in events],
        [version for _, _, version, _ in events],
        [write.engagement_id for _, write, _, _ in events],
        [event.event_id for _, _, _, event in events],
        [event.type for _, _, _, event in events],
        [event.schema_version for _, _, _, event in events],
        [event.data for _, _, _, event in events],
    )


def _of_conditions(attempts: Sequence[Attempt]) -> tuple[list[Any], ...]:
    """Each scope once, and the conditions that point to them."""
    conditions = [(i, condition) for i, attempt in enumerate(attempts, 1) for condition in attempt.conditions]
    scopes: dict[Scope, int] = {}
    numbers = [scopes.setdefault(condition.scope, len(scopes) + 1) for _, condition in conditions]
    return (
        [scope.reach.value for scope in scopes],
        [scope.id for scope in scopes],
        [",".join(scope.types) for scope in scopes],
        [i for i, _ in conditions],
        numbers,
        [condition.since for _, condition in conditions],
    )


def _sparse(values: list[Any]) -> list[Any]:
    """Elements that an array does not have read as null."""
    return values if any(value is not None for value in values) else []


def outcomes(attempts: Sequence[Attempt], answer: Record) -> list[Outcome]:
    verdicts = zip(answer["outcomes"], answer["firsts"], answer["lasts"], answer["places"], strict=True)
    return [_outcome(attempts, *verdict) for verdict in verdicts]


def _outcome(attempts: Sequence[Attempt], kind: str, first: int, last: int, place: int) -> Outcome:
    match kind:
        case "appended" | "repeated":
            return Appended(first=first, last=last, repeated=kind == "repeated")
        case "wrong_version":
            writes = [write for attempt in attempts for write in attempt.writes for _ in write.events]
            write = writes[place - 1]
            return WrongVersion(stream=write.stream, expected=write.expected, actual=first)
        case "condition_failed":
            condition = [condition for attempt in attempts for condition in attempt.conditions][place - 1]
            return ConditionFailed(scope=condition.scope, since=condition.since, seq=first)
        case "occurred_later":
            return OccurredLater(recorded_at=EPOCH + timedelta(microseconds=first))
        case _:
            return CommandIdReused()
