"""A token is proven once, and no longer than its key stands and its time lasts."""

from datetime import timedelta
from uuid import UUID

import pytest
from jwt import PyJWK

from shared.web.identity import Unauthenticated
from shared.web.identity.keys import FRESH
from shared.web.identity.proofs import MOST, Proof, Proofs
from tests.unit.web.tokens import ED_KEY, OTHER_RSA_KEY, RSA_KEY, Clock, Endpoint, acme, claims, jwk, token, verifier


async def test_a_token_that_comes_again_means_the_same_person() -> None:
    by, given = verifier(), token()
    assert await by.verify(given) == await by.verify(given)


async def test_a_token_is_refused_as_soon_as_its_key_is_known_to_be_withdrawn() -> None:
    clock, endpoint = Clock(), Endpoint(jwk(RSA_KEY, "rsa-1"))
    by, given = verifier(acme(clock, endpoint), clock=clock), token(claims(exp=None) | {"exp": 2_000_000_000})
    await by.verify(given)
    endpoint.keys = [jwk(ED_KEY, "ed-1")]
    clock.passes(FRESH)
    with pytest.raises(Unauthenticated):
        await by.verify(given)


async def test_a_token_is_proven_anew_when_another_key_takes_the_name_of_its_own() -> None:
    clock, endpoint = Clock(), Endpoint(jwk(RSA_KEY, "rsa-1"))
    by, given = verifier(acme(clock, endpoint), clock=clock), token(claims(exp=None) | {"exp": 2_000_000_000})
    await by.verify(given)
    endpoint.keys = [jwk(OTHER_RSA_KEY, "rsa-1")]
    clock.passes(FRESH)
    with pytest.raises(Unauthenticated):
        await by.verify(given)


async def test_a_token_that_was_accepted_is_refused_when_its_time_is_over() -> None:
    clock = Clock()
    by, given = verifier(acme(clock), clock=clock), token()
    await by.verify(given)
    clock.passes(timedelta(minutes=11))
    with pytest.raises(Unauthenticated):
        await by.verify(given)


async def test_an_altered_token_finds_no_proof_of_the_one_it_was_made_from() -> None:
    by, given = verifier(), token()
    await by.verify(given)
    head, body, signature = given.split(".")
    with pytest.raises(Unauthenticated):
        await by.verify(f"{head}.{body}.{'A' * len(signature)}")


def test_no_more_proofs_are_kept_than_there_is_room_for() -> None:
    proofs = Proofs()
    proof = Proof(issuer="one", key=acme_key(), claims={})
    for number in range(MOST + 1):
        proofs.keep(str(UUID(int=number)), proof)
    assert proofs.find(str(UUID(int=0))) is None
    assert proofs.find(str(UUID(int=MOST))) is proof


def acme_key() -> PyJWK:
    return PyJWK(jwk(RSA_KEY, "rsa-1"), "RS256")
