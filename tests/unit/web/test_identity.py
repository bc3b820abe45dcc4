"""Whose word a token is, and every way to be refused with one."""

import asyncio
import hashlib
import hmac
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web.identity import (
    FAIRWAY_NAMESPACE,
    Identity,
    Unauthenticated,
    Verifier,
    bearer,
)
from tests.unit.web.tokens import (
    ACME,
    AUDIENCE,
    ED_KEY,
    GLOBEX,
    NOW,
    OTHER_RSA_KEY,
    RSA_KEY,
    TENANT,
    Clock,
    Endpoint,
    acme,
    assembled,
    claims,
    jwk,
    pem,
    signed,
    token,
    verifier,
)

HEADER = {"alg": "RS256", "kid": "rsa-1", "typ": "at+jwt"}
SECOND = timedelta(seconds=1)


async def code(given_token: str, by: Verifier | None = None) -> str:
    with pytest.raises(Unauthenticated) as refusal:
        await (by or verifier()).verify(given_token)
    return refusal.value.code


def hs256(secret: bytes) -> str:
    """Sign with the public key as a shared secret: what a confused verifier would accept."""
    signed = assembled({**HEADER, "alg": "HS256"}, claims()).rpartition(".")[0]
    forged = assembled({}, {}, hmac.digest(secret, signed.encode(), hashlib.sha256))
    return f"{signed}.{forged.rpartition('.')[2]}"


def at(moment: datetime) -> int:
    return int(moment.timestamp())


@pytest.mark.parametrize(
    "good",
    [
        token(),
        token(typ="AT+JWT"),
        token(typ="application/at+jwt"),
        token(claims(aud=["other", AUDIENCE])),
        token(key=ED_KEY, alg="EdDSA", kid="ed-1"),
    ],
)
async def test_an_access_token_of_a_known_issuer_names_tenant_and_person(good: str) -> None:
    assert await verifier().verify(good) == Identity(
        tenant=TENANT,
        person=uuid5(FAIRWAY_NAMESPACE, f"{ACME}|ana"),
        issuer=ACME,
        subject="ana",
        expires_at=NOW + timedelta(minutes=10),
    )


REFUSED_TOKENS = {
    "alg none": (assembled({**HEADER, "alg": "none"}, claims(), b""), "TOKEN_NOT_ACCEPTED"),
    "alg None in capitals": (assembled({**HEADER, "alg": "NONE"}, claims(), b""), "TOKEN_NOT_ACCEPTED"),
    "no alg": (assembled({"kid": "rsa-1", "typ": "at+jwt"}, claims()), "TOKEN_NOT_ACCEPTED"),
    "the public key as a shared secret": (hs256(pem(RSA_KEY)), "TOKEN_NOT_ACCEPTED"),
    "an algorithm not offered": (token(alg="RS512"), "TOKEN_NOT_ACCEPTED"),
    "an RSA key under EdDSA": (token(key=ED_KEY, alg="EdDSA"), "TOKEN_NOT_ACCEPTED"),
    "an Ed25519 key under RS256": (token(kid="ed-1"), "TOKEN_NOT_ACCEPTED"),
    "another key": (token(key=OTHER_RSA_KEY), "TOKEN_NOT_ACCEPTED"),
    "no signature": (token().rpartition(".")[0] + ".", "TOKEN_NOT_ACCEPTED"),
    "another issuer": (token(claims(iss=GLOBEX)), "TOKEN_NOT_ACCEPTED"),
    "no issuer": (token(claims(iss=None)), "TOKEN_NOT_ACCEPTED"),
    "a list of issuers": (signed(HEADER, claims(iss=[ACME])), "TOKEN_NOT_ACCEPTED"),
    "another audience": (token(claims(aud="https://elsewhere.example")), "TOKEN_NOT_ACCEPTED"),
    "part of the audience": (token(claims(aud=AUDIENCE[:-1])), "TOKEN_NOT_ACCEPTED"),
    "no audience": (token(claims(aud=None)), "TOKEN_NOT_ACCEPTED"),
    "an id token": (token(claims(nonce="n", at_hash="h"), typ="JWT"), "TOKEN_NOT_ACCEPTED"),
    "a logout token": (token(typ="logout+jwt"), "TOKEN_NOT_ACCEPTED"),
    "no typ": (token(typ=None), "TOKEN_NOT_ACCEPTED"),
    "no kid": (signed({"alg": "RS256", "typ": "at+jwt"}, claims()), "TOKEN_NOT_ACCEPTED"),
    "an unknown kid": (token(kid="rsa-2"), "TOKEN_NOT_ACCEPTED"),
    "a jku header": (token(jku="https://evil.example/keys"), "TOKEN_NOT_ACCEPTED"),
    "an x5u header": (token(x5u="https://evil.example/cert"), "TOKEN_NOT_ACCEPTED"),
    "an x5c header": (token(x5c=["MII"]), "TOKEN_NOT_ACCEPTED"),
    "a jwk header": (token(key=OTHER_RSA_KEY, jwk=jwk(OTHER_RSA_KEY, "rsa-1")), "TOKEN_NOT_ACCEPTED"),
    "an unknown crit header": (signed({**HEADER, "crit": ["x"], "x": 1}, claims()), "TOKEN_MALFORMED"),
    "a known crit header": (signed({**HEADER, "crit": ["b64"], "b64": True}, claims()), "TOKEN_NOT_ACCEPTED"),
    "no subject": (token(claims(sub=None)), "TOKEN_NOT_ACCEPTED"),
    "an empty subject": (token(claims(sub="")), "TOKEN_NOT_ACCEPTED"),
    "half a character as a subject": (token(claims(sub="\ud800")), "TOKEN_NOT_ACCEPTED"),
    "an endless subject": (token(claims(sub="a" * 256)), "TOKEN_NOT_ACCEPTED"),
    "no tenant": (token(claims(tenant=None)), "TOKEN_NOT_ACCEPTED"),
    "a tenant that is no uuid": (token(claims(tenant="acme")), "TOKEN_NOT_ACCEPTED"),
    "a tenant in braces": (token(claims(tenant=f"{{{TENANT}}}")), "TOKEN_NOT_ACCEPTED"),
    "a tenant in capitals": (token(claims(tenant=str(TENANT).upper())), "TOKEN_NOT_ACCEPTED"),
    "a list of tenants": (token(claims(tenant=[str(TENANT)])), "TOKEN_NOT_ACCEPTED"),
    "no expiry": (token(claims(exp=None)), "TOKEN_NOT_ACCEPTED"),
    "an expiry that is a word": (token(claims(exp="never")), "TOKEN_NOT_ACCEPTED"),
    "an expiry that is true": (token(claims(exp=True)), "TOKEN_NOT_ACCEPTED"),
    "an expiry beyond all calendars": (token(claims(exp=10**300)), "TOKEN_NOT_ACCEPTED"),
    "an expiry that is not a number": (token(claims(exp=float("nan"))), "TOKEN_NOT_ACCEPTED"),
    "no time of issue": (token(claims(iat=None)), "TOKEN_NOT_ACCEPTED"),
    "expired": (token(claims(exp=at(NOW - timedelta(seconds=30)))), "TOKEN_EXPIRED"),
    "issued in the future": (token(claims(iat=at(NOW + timedelta(seconds=31)))), "TOKEN_NOT_YET_VALID"),
    "not valid before later": (token(claims(nbf=at(NOW + timedelta(seconds=31)))), "TOKEN_NOT_YET_VALID"),
    "too large": (token(claims(more="a" * 8192)), "TOKEN_TOO_LARGE"),
    "empty": ("", "TOKEN_MALFORMED"),
    "one part": ("abc", "TOKEN_MALFORMED"),
    "four parts": (token() + ".abc", "TOKEN_MALFORMED"),
    "not base64": ("!!!.???.***", "TOKEN_MALFORMED"),
    "not ascii": ("\u00e9.\u00e9.\u00e9", "TOKEN_MALFORMED"),
    "a lone surrogate": ("\ud800", "TOKEN_MALFORMED"),
    "a header that is a list": (assembled([], claims()), "TOKEN_MALFORMED"),
    "a body that is a list": (signed(HEADER, []), "TOKEN_MALFORMED"),
    "a kid that is a number": (signed({**HEADER, "kid": 1}, claims()), "TOKEN_MALFORMED"),
}


@pytest.mark.parametrize(("bad", "reason"), REFUSED_TOKENS.values(), ids=REFUSED_TOKENS)
async def test_a_bad_token_is_refused_by_name(bad: str, reason: str) -> None:
    assert await code(bad) == reason


async def test_a_token_nested_to_the_sky_is_malformed() -> None:
    sky = urlsafe_b64encode(b"[" * 2_800).decode().rstrip("=")
    assert await code(f"{sky}.{sky}.x") == "TOKEN_MALFORMED"


@given(st.text(max_size=100))
def test_any_text_is_refused_quietly(made_up: str) -> None:
    assert asyncio.run(code(made_up)) in {"TOKEN_MALFORMED", "TOKEN_NOT_ACCEPTED"}


@pytest.mark.parametrize("seconds", [29, -29])
async def test_half_a_minute_of_drift_is_forgiven(seconds: int) -> None:
    near = NOW + timedelta(seconds=seconds)
    assert await verifier().verify(token(claims(exp=at(near), iat=at(near), nbf=at(near))))


async def test_a_token_expires_while_the_clock_runs() -> None:
    clock = Clock()
    running = verifier(acme(clock), clock=clock)
    clock.passes(timedelta(minutes=10, seconds=29))
    assert await running.verify(token())
    clock.passes(timedelta(seconds=1))
    assert await code(token(), running) == "TOKEN_EXPIRED"


async def test_what_a_forger_wrote_is_never_answered_in_detail() -> None:
    forged = token(claims(exp=at(NOW - timedelta(days=1))), key=OTHER_RSA_KEY)
    assert await code(forged) == "TOKEN_NOT_ACCEPTED"


async def test_the_last_moment_of_the_calendar_is_a_time_like_any_other() -> None:
    assert (await verifier().verify(token(claims(exp=253402300799)))).expires_at.year == 9999


async def test_an_algorithm_that_the_issuer_does_not_use_is_refused() -> None:
    clock = Clock()
    assert await code(token(), verifier(acme(clock, algorithms=("EdDSA",)), clock=clock)) == "TOKEN_NOT_ACCEPTED"


@pytest.mark.parametrize("algorithms", [("HS256",), ("none",), ("RS256", "HS256"), ()])
def test_an_issuer_is_never_set_up_with_a_weak_algorithm(algorithms: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="algorithms of an issuer"):
        acme(Clock(), algorithms=algorithms)


def test_an_issuer_whose_name_could_run_into_a_subject_is_not_set_up() -> None:
    with pytest.raises(ValueError, match="name holds no"):
        acme(Clock(), name="https://login.acme.example|ana")


async def test_the_same_subject_of_two_issuers_is_two_people() -> None:
    clock = Clock()
    both = verifier(acme(clock), acme(clock, name=GLOBEX), clock=clock)
    ana, other_ana = await both.verify(token()), await both.verify(token(claims(iss=GLOBEX)))
    assert (ana.subject, other_ana.subject) == ("ana", "ana")
    assert ana.person != other_ana.person


async def test_a_key_of_one_issuer_does_not_speak_for_another() -> None:
    clock = Clock()
    theirs = acme(clock, Endpoint(jwk(OTHER_RSA_KEY, "rsa-1")), name=GLOBEX)
    forged = token(claims(iss=ACME), key=OTHER_RSA_KEY)
    assert await code(forged, verifier(acme(clock), theirs, clock=clock)) == "TOKEN_NOT_ACCEPTED"


async def test_an_issuer_speaks_for_its_own_tenants_only() -> None:
    clock = Clock()
    own = verifier(acme(clock, tenants=frozenset({TENANT})), clock=clock)
    assert await own.verify(token())
    assert await code(token(claims(tenant=str(UUID(int=7)))), own) == "TOKEN_NOT_ACCEPTED"


async def test_a_refusal_repeats_nothing_of_the_token() -> None:
    with pytest.raises(Unauthenticated) as refusal:
        await verifier().verify(token(claims(aud="https://elsewhere.example")))
    assert str(refusal.value) == "The token is not accepted here."
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (None, "TOKEN_MISSING"),
        ("", "TOKEN_MISSING"),
        ("Basic YTpi", "TOKEN_MALFORMED"),
        ("Bearer", "TOKEN_MALFORMED"),
        ("Bearer a b", "TOKEN_MALFORMED"),
        ("Bearer a,b", "TOKEN_MALFORMED"),
        ("Bearer \u00e9", "TOKEN_MALFORMED"),
        ("Bearera.b.c", "TOKEN_MALFORMED"),
    ],
)
def test_a_header_without_a_bearer_token_is_refused_by_name(header: str | None, reason: str) -> None:
    with pytest.raises(Unauthenticated) as refusal:
        bearer(header)
    assert refusal.value.code == reason


@pytest.mark.parametrize("header", ["Bearer a.b-c.d_e", "bearer a.b-c.d_e", " BEARER  a.b-c.d_e "])
def test_the_token_is_taken_out_of_the_header(header: str) -> None:
    assert bearer(header) == "a.b-c.d_e"
