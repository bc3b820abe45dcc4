"""Why a token is refused, in words that help its owner and tell a forger nothing."""

from enum import Enum, auto


class Reason(Enum):
    TOKEN_MISSING = auto()
    TOKEN_MALFORMED = auto()
    TOKEN_TOO_LARGE = auto()
    TOKEN_EXPIRED = auto()
    TOKEN_NOT_YET_VALID = auto()
    TOKEN_NOT_ACCEPTED = auto()
    KEYS_UNAVAILABLE = auto()


SENTENCES = {
    Reason.TOKEN_MISSING: "There is no bearer token.",
    Reason.TOKEN_MALFORMED: "This is not a token.",
    Reason.TOKEN_TOO_LARGE: "The token is too large.",
    Reason.TOKEN_EXPIRED: "The token has expired.",
    Reason.TOKEN_NOT_YET_VALID: "The token is not valid yet.",
    Reason.TOKEN_NOT_ACCEPTED: "The token is not accepted here.",
    Reason.KEYS_UNAVAILABLE: "The token cannot be checked now.",
}


class Unauthenticated(Exception):
    """The token does not prove who asks."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(SENTENCES[reason])
        self.code = reason.name
