"""What a client gets to read when something goes wrong, and what stays in our log."""

from gateway.masking.answers import answer, answer_expected, answer_http
from gateway.masking.expected import (
    AsOf,
    BadCursor,
    BadId,
    Expected,
    Forbidden,
    OperationUnknown,
    PageSize,
    Unauthenticated,
)
from gateway.masking.extension import Masking
from gateway.masking.request_id import RequestIds, request_id
from gateway.masking.schema import MaskedSchema
from gateway.masking.shown import Shown, shown

__all__ = [
    "AsOf",
    "BadCursor",
    "BadId",
    "Expected",
    "Forbidden",
    "MaskedSchema",
    "Masking",
    "OperationUnknown",
    "PageSize",
    "RequestIds",
    "Shown",
    "Unauthenticated",
    "answer",
    "answer_expected",
    "answer_http",
    "request_id",
    "shown",
]
