"""What `fairway token` does: sign a token by the embedded issuer, for somebody of a tenant that was registered."""

from uuid import UUID

from cli.failures import Unusable
from deploy.embedded.issuers import local_issuer
from deploy.embedded.sample import sample
from shared.settings import Settings
from shared.web.identity import LONGEST_SUBJECT


def token(subject: str, tenant: UUID | None, settings: Settings) -> str:
    """Without a tenant: of the sample tenant. Whether it opens anything there is asked when it is used.

    The key is that of a Fairway that was started before; one that was made here would be known to none.
    """
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        raise Unusable(f"A subject has 1 to {LONGEST_SUBJECT} characters.")
    if not (settings.data / "issuer.pem").exists():
        raise Unusable(
            f"There is no issuer.pem in {settings.data}: set FAIRWAY_DATA to where a Fairway keeps its data."
        )
    issuer = local_issuer(settings)
    return issuer.token(tenant or sample(issuer.name).tenant, subject, settings.token_lifetime)
