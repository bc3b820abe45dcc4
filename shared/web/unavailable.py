"""What a caller is told when a process cannot be reached, takes too long, or answers what nobody can read."""

import asyncpg

from shared.eventstore.log import OutcomeUnknown
from shared.projecting.failures import NotServing

DATABASE = "database"
TOO_SLOW = 408
"""The HTTP answer between processes: to ask again at once would only double the load."""

AWAY = (
    ConnectionError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OutcomeUnknown,
    NotServing,
)
OURS = (
    asyncpg.SyntaxOrAccessError,
    asyncpg.DataError,
    asyncpg.IntegrityConstraintViolationError,
    asyncpg.PLPGSQLError,
    ValueError,
)
"""What the database or its driver refuses for good: to ask again would not help."""


class ServiceUnavailable(Exception):
    """`service` names the process; whether the call had an effect is unknown."""

    def __init__(self, service: str) -> None:
        super().__init__(service)
        self.service = service


class TooSlow(Exception):
    """The database did not find it in the time that there is. It changed nothing."""


def unavailable(error: BaseException | None) -> ServiceUnavailable | TooSlow | None:
    """What an error amounts to that is neither the caller's fault nor a fault of the code."""
    match error:
        case ServiceUnavailable() | TooSlow():
            return error
        case asyncpg.QueryCanceledError():
            return TooSlow()
        case _ if isinstance(error, AWAY) and not isinstance(error, OURS):
            return ServiceUnavailable(DATABASE)
        case _:
            return None
