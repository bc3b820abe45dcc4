"""From a bearer token to an identity, or to one refusal that gives nothing away."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_DNS, UUID, uuid5

import jwt
from jwt.exceptions import PyJWTError

from shared.kernel.record import record
from shared.web.identity.keys import KeySet
from shared.web.identity.proofs import Proof, Proofs
from shared.web.identity.refusal import Reason, Unauthenticated

FAIRWAY_NAMESPACE = uuid5(NAMESPACE_DNS, "people.fairway")
LEEWAY = timedelta(seconds=30)
MOST_BYTES = 8192
LONGEST_SUBJECT = 255
OFFERED = frozenset({"RS256", "EdDSA"})
ACCESS_TOKEN = frozenset({"at+jwt", "application/at+jwt"})
REQUIRED = ("iss", "aud", "sub", "exp", "iat", "tenant")
FOREIGN_KEY_HEADERS = frozenset({"jku", "jwk", "x5u", "x5c", "crit", "b64", "cty", "zip"})
SURROGATE = re.compile("[\ud800-\udfff]")
BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE)


@record
class Identity:
    """A person of a tenant. `person` is all that events ever hold of them.

    `home` is the tenant that the token proves, where another one let the person in and `tenant` is that one.
    """

    tenant: UUID
    person: UUID
    issuer: str
    subject: str
    expires_at: datetime
    home: UUID | None = None


@record
class Issuer:
    """Whose tokens are accepted, for which audience, signed how, and for which tenants (None: for all)."""

    name: str
    audience: str
    keys: KeySet
    algorithms: tuple[str, ...] = ("RS256", "EdDSA")
    tenants: frozenset[UUID] | None = None

    def __post_init__(self) -> None:
        if not self.algorithms or not OFFERED.issuperset(self.algorithms):
            raise ValueError(f"the algorithms of an issuer are among {sorted(OFFERED)}")
        if "|" in self.name:
            raise ValueError("an issuer's name holds no '|': it separates issuer and subject in a person's id")


def person_id(issuer: str, subject: str) -> UUID:
    """Two issuers may give the same subject to two people."""
    return uuid5(FAIRWAY_NAMESPACE, f"{issuer}|{subject}")


def bearer(authorization: str | None) -> str:
    """Take the token out of an `Authorization` header."""
    if not authorization:
        raise Unauthenticated(Reason.TOKEN_MISSING)
    found = BEARER.fullmatch(authorization.strip())
    if found is None:
        raise Unauthenticated(Reason.TOKEN_MALFORMED)
    return found[1]


class Verifier:
    """Signature first, then the claims: an unsigned claim is never worth an answer of its own."""

    def __init__(self, issuers: tuple[Issuer, ...], clock: Callable[[], datetime]) -> None:
        self._issuers = {issuer.name: issuer for issuer in issuers}
        self._clock = clock
        self._proofs = Proofs()

    async def verify(self, token: str) -> Identity:
        if len(token) > MOST_BYTES:
            raise Unauthenticated(Reason.TOKEN_TOO_LARGE)
        proof = await self._found(token)
        if proof is None:
            proof = await self._proven(token)
            self._proofs.keep(token, proof)
        expires_at = self._within_its_time(proof.claims)
        return _identity(proof.claims, self._issuers[proof.issuer], expires_at)

    async def _found(self, token: str) -> Proof | None:
        """What the token proved before, unless its key was withdrawn since."""
        proof = self._proofs.find(token)
        if proof is None:
            return None
        key = await self._issuers[proof.issuer].keys.key(str(proof.key.key_id))
        return proof if key is proof.key else None

    async def _proven(self, token: str) -> Proof:
        header, unproven = _read(token)
        issuer = self._issuers.get(str(unproven.get("iss")))
        if issuer is None or not _is_access_token(header, issuer):
            raise Unauthenticated(Reason.TOKEN_NOT_ACCEPTED)
        return await _proof(token, header, issuer)

    def _within_its_time(self, claims: Mapping[str, object]) -> datetime:
        now, expires_at = self._clock(), _instant(claims["exp"])
        if now - LEEWAY >= expires_at:
            raise Unauthenticated(Reason.TOKEN_EXPIRED)
        if any(_instant(claims[name]) > now + LEEWAY for name in ("iat", "nbf") if name in claims):
            raise Unauthenticated(Reason.TOKEN_NOT_YET_VALID)
        return expires_at


def _read(token: str) -> tuple[Mapping[str, object], Mapping[str, object]]:
    try:
        unproven = jwt.decode_complete(token, options={"verify_signature": False})
    except (PyJWTError, ValueError):
        raise Unauthenticated(Reason.TOKEN_MALFORMED) from None
    return unproven["header"], unproven["payload"]


def _is_access_token(header: Mapping[str, object], issuer: Issuer) -> bool:
    return (
        str(header.get("typ")).lower() in ACCESS_TOKEN
        and header.get("alg") in issuer.algorithms
        and isinstance(header.get("kid"), str)
        and FOREIGN_KEY_HEADERS.isdisjoint(header)
    )


async def _proof(token: str, header: Mapping[str, object], issuer: Issuer) -> Proof:
    """Check the signature with the issuer's own key, under the algorithm that the key was made for."""
    key = await issuer.keys.key(str(header["kid"]))
    if key is None:
        raise Unauthenticated(Reason.KEYS_UNAVAILABLE if issuer.keys.empty else Reason.TOKEN_NOT_ACCEPTED)
    try:
        claims = jwt.decode(
            token,
            key,
            algorithms=[key.algorithm_name],
            audience=issuer.audience,
            issuer=issuer.name,
            options={"require": list(REQUIRED), "verify_exp": False, "verify_nbf": False, "verify_iat": False},
        )
    except (PyJWTError, ValueError):
        raise Unauthenticated(Reason.TOKEN_NOT_ACCEPTED) from None
    return Proof(issuer=issuer.name, key=key, claims=claims)


def _instant(claim: object) -> datetime:
    if isinstance(claim, bool) or not isinstance(claim, int | float):
        raise Unauthenticated(Reason.TOKEN_NOT_ACCEPTED)
    try:
        return datetime.fromtimestamp(claim, UTC)
    except (OverflowError, ValueError, OSError):
        raise Unauthenticated(Reason.TOKEN_NOT_ACCEPTED) from None


def _identity(claims: Mapping[str, object], issuer: Issuer, expires_at: datetime) -> Identity:
    subject, tenant = str(claims["sub"]), _tenant(claims["tenant"])
    if not _is_subject(subject) or not (issuer.tenants is None or tenant in issuer.tenants):
        raise Unauthenticated(Reason.TOKEN_NOT_ACCEPTED)
    return Identity(
        tenant=tenant,
        person=person_id(issuer.name, subject),
        issuer=issuer.name,
        subject=subject,
        expires_at=expires_at,
    )


def _is_subject(text: str) -> bool:
    """JSON can spell halves of characters, which no text holds."""
    return 0 < len(text) <= LONGEST_SUBJECT and not SURROGATE.search(text)


def _tenant(claim: object) -> UUID:
    """Accept one spelling only: UUID() also takes braces, URNs and stray hyphens."""
    try:
        tenant = UUID(str(claim))
    except ValueError:
        raise Unauthenticated(Reason.TOKEN_NOT_ACCEPTED) from None
    if str(tenant) != claim:
        raise Unauthenticated(Reason.TOKEN_NOT_ACCEPTED)
    return tenant
