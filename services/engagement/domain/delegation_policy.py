"""The policy of delegation: how long a role is lent at most, how long that ties two people, and what is never lent."""

from collections.abc import Mapping
from datetime import timedelta

from shared.events.people import Role
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, each_once, one_of, read_yaml, versions


@record
class DelegationPolicy:
    version: int
    longest: timedelta
    apart_after: timedelta
    never_lent: frozenset[Role]


def read_delegation(text: str) -> DelegationPolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "longest": int(longest),
            "apart_after": int(apart_after),
            "never_lent": [*never_lent],
            **others,
        } if min(version, longest) > 0 and apart_after >= 0 and not others:
            roles = [one_of(Role, each) for each in never_lent]
            each_once("the roles", roles)
            return DelegationPolicy(
                version=version,
                longest=timedelta(days=longest),
                apart_after=timedelta(days=apart_after),
                never_lent=frozenset(roles),
            )
        case _:
            raise CatalogueInvalid("a policy of delegation has a version, two numbers of days and what is never lent")


DELEGATION_POLICIES: Mapping[int, DelegationPolicy] = versions(read_delegation, ("delegation_v1.yaml",), __package__)
LATEST_DELEGATION = DELEGATION_POLICIES[max(DELEGATION_POLICIES)]
