"""Who asks: bearer tokens of known issuers, verified to a tenant and a pseudonymous person."""

from shared.web.identity.keys import Fetch, KeySet, from_file, from_url
from shared.web.identity.refusal import Reason, Unauthenticated
from shared.web.identity.verifier import (
    FAIRWAY_NAMESPACE,
    LONGEST_SUBJECT,
    Identity,
    Issuer,
    Verifier,
    bearer,
    person_id,
)

__all__ = [
    "FAIRWAY_NAMESPACE",
    "LONGEST_SUBJECT",
    "Fetch",
    "Identity",
    "Issuer",
    "KeySet",
    "Reason",
    "Unauthenticated",
    "Verifier",
    "bearer",
    "from_file",
    "from_url",
    "person_id",
]
