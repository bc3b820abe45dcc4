"""Whose tokens are accepted: those of the embedded issuer and, where the settings name one, those of another."""

import httpx

from deploy.clock import now
from shared.kernel.for_people import ForPeople
from shared.settings import Settings
from shared.web.identity import Issuer, KeySet, Verifier, from_url
from shared.web.issuer import LocalIssuer

LOCAL, AUDIENCE = "fairway.local", "fairway"


class IssuerNameTaken(ForPeople):
    """The issuer's name is that of the embedded one, whose people would be taken for its own."""


def local_issuer(settings: Settings) -> LocalIssuer:
    return LocalIssuer(settings.data / "issuer.pem", name=LOCAL, audience=AUDIENCE, clock=now)


def verifier(settings: Settings, local: LocalIssuer, http: httpx.AsyncClient) -> Verifier:
    """`http` fetches the keys of the issuer that the settings name."""
    known = Issuer(name=local.name, audience=local.audience, keys=KeySet(local.published, now))
    if settings.issuer is None or settings.jwks_url is None:
        return Verifier((known,), now)
    if settings.issuer == local.name:
        raise IssuerNameTaken(f"FAIRWAY_ISSUER is another name than {local.name}, which is the embedded issuer's.")
    keys = KeySet(from_url(str(settings.jwks_url), http), now)
    return Verifier((known, Issuer(name=settings.issuer, audience=settings.audience, keys=keys)), now)
