"""What the claims assistant takes to production."""

from shared.events.scope import ScopeDefined
from tests.facts.engagements import ENGAGEMENT

SCOPE_DEFINED = ScopeDefined(
    engagement_id=ENGAGEMENT,
    in_scope=("Claims by letter", "Claims by mail"),
    out_of_scope=("Claims by telephone",),
    target_users=("Claims handlers",),
    sites=("Toronto", "Montréal"),
)
