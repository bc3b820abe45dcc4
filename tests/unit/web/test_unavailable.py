"""Which errors are told as a database that is away or too slow, and which stay failures of ours."""

import asyncpg
import pytest
from starlette.requests import Request

from shared.eventstore.log import OutcomeUnknown
from shared.projecting.failures import NotServing
from shared.web.process.answers import judged
from shared.web.unavailable import ServiceUnavailable, TooSlow, unavailable

AWAY = (
    ServiceUnavailable("ledger"),
    ConnectionRefusedError(),
    asyncpg.CannotConnectNowError(),
    asyncpg.TooManyConnectionsError(),
    asyncpg.ConnectionDoesNotExistError(),
    asyncpg.InterfaceError("the connection is closed"),
    OutcomeUnknown("the connection broke"),
    NotServing(),
)
OURS = (
    None,
    ValueError(),
    FileNotFoundError(),
    asyncpg.UndefinedColumnError(),
    asyncpg.UniqueViolationError(),
    asyncpg.exceptions.DataError(),
    asyncpg.RaiseError(),
)


@pytest.mark.parametrize("error", AWAY, ids=repr)
def test_a_database_that_is_away_is_told_as_such(error: Exception) -> None:
    assert isinstance(unavailable(error), ServiceUnavailable)


@pytest.mark.parametrize("error", OURS, ids=repr)
def test_what_would_go_wrong_again_stays_a_failure(error: Exception | None) -> None:
    assert unavailable(error) is None


async def test_a_statement_that_was_ended_for_its_time_is_too_slow_here_and_between_processes() -> None:
    ended = asyncpg.QueryCanceledError()
    assert isinstance(unavailable(ended), TooSlow)
    assert (await judged(Request({"type": "http"}), ended)).status_code == 408
