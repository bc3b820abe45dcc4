"""The errors that a client may read: a code for programs, a sentence for people."""

import re
from collections.abc import Mapping
from typing import ClassVar

from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from shared.kernel import refusal
from shared.web import identity
from shared.web.unavailable import TooSlow, unavailable


class Expected(Exception):
    """The docstring of each subclass is its sentence; the details fill its `{names}` and go out beside the code.

    `status` is the HTTP answer where the whole request is refused for it.
    """

    code: ClassVar[str]
    status: ClassVar[int] = 400
    headers: ClassVar[Mapping[str, str]] = {}

    def __init_subclass__(cls) -> None:
        cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", cls.__name__).upper()

    def __init__(self, **details: object) -> None:
        super().__init__()
        self.details = details

    def __str__(self) -> str:
        return " ".join((self.__doc__ or self.code).split()).format(**self.details)


class Internal(Expected):
    """Something went wrong on our side."""

    status = 500


class ServiceUnavailable(Expected):
    """`{service}` cannot be reached just now. Whether the request had an effect is unknown: send it again as it is."""

    status = 503


class QueryTooSlow(Expected):
    """This takes longer than there is time: ask for less of it."""

    status = 503


class Unauthenticated(Expected):
    """This takes a valid access token."""

    status = 401
    headers = {"www-authenticate": "Bearer"}  # noqa: RUF012 - declared in the base


class Forbidden(Expected):
    """You may not see or do this."""

    status = 403


class BadCursor(Expected):
    """This cursor does not belong to this list, its order and its filter."""


class BadId(Expected):
    """This is not the id of anything."""


class PageSize(Expected):
    """Ask for {least} to {most} items, by `first` or by `last`."""


class AsOf(Expected):
    """`{field}` has no past: ask for it outside of `asOf`."""


class QueryMissing(Expected):
    """The request holds no GraphQL document."""


class OperationUnknown(Expected):
    """The document holds no operation of that name, or several and no name was given."""


class OperationNotAllowed(Expected):
    """Operations of this kind are sent by POST."""

    status = 405
    headers = {"allow": "POST"}  # noqa: RUF012 - declared in the base


class AssumptionDoesNotFit(Expected):
    """The assumed event {number}, {type}, does not follow on what was there, or is about another engagement."""


class AssumptionHasNoAnswer(Expected):
    """What is assumed cannot be: the question has no answer under it."""


class AddressUnknown(Expected):
    """There is nothing at this address."""

    status = 404


class MethodNotAllowed(Expected):
    """This address takes requests of other methods."""

    status = 405


class SubscriptionNotStreamed(Expected):
    """Subscribe over a WebSocket, or accept `text/event-stream`."""


def expected(error: BaseException | None) -> Expected | None:
    """Find the readable form of an error that is the caller's to know; None for all others."""
    if isinstance(error, Expected):
        return error
    if isinstance(error, identity.Unauthenticated):
        return Unauthenticated(reason=error.code)
    away = unavailable(error)
    if away is not None:
        return QueryTooSlow() if isinstance(away, TooSlow) else ServiceUnavailable(service=away.service)
    if isinstance(error, refusal.AssumptionDoesNotFit):
        return AssumptionDoesNotFit(**error.details)
    if isinstance(error, refusal.AssumptionHasNoAnswer):
        return AssumptionHasNoAnswer()
    return _about_the_operation(error)


def _about_the_operation(error: BaseException | None) -> Expected | None:
    match error:
        case MissingQueryError():
            return QueryMissing()
        case CannotGetOperationTypeError():
            return OperationUnknown()
        case InvalidOperationTypeError(operation_type=OperationType.SUBSCRIPTION):
            return SubscriptionNotStreamed()
        case InvalidOperationTypeError():
            return OperationNotAllowed()
        case _:
            return None
