"""The policy of decisions: who asks for them, who makes them, and how long a condition may be owed."""

from collections.abc import Mapping
from datetime import timedelta

from shared.events.people import Role
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, each_once, one_of, read_yaml, versions


@record
class DecisionPolicy:
    version: int
    requested_by: frozenset[Role]
    decided_by: frozenset[Role]
    evaluated_by: frozenset[Role]
    longest_condition: timedelta
    most_conditions: int


def read_decisions(text: str) -> DecisionPolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "requested_by": [*requested],
            "decided_by": [*decided],
            "evaluated_by": [*evaluated],
            "longest_condition": int(longest),
            "most_conditions": int(most),
            **others,
        } if min(version, longest, most) > 0 and not others:
            return DecisionPolicy(
                version=version,
                requested_by=_roles(requested),
                decided_by=_roles(decided),
                evaluated_by=_roles(evaluated),
                longest_condition=timedelta(days=longest),
                most_conditions=most,
            )
        case _:
            raise CatalogueInvalid("a policy of decisions has a version, roles for each step and limits of conditions")


def _roles(given: list[object]) -> frozenset[Role]:
    roles = [one_of(Role, each) for each in given]
    each_once("the roles", roles)
    if not roles:
        raise CatalogueInvalid("somebody has to do it: there is no role")
    return frozenset(roles)


DECISION_POLICIES: Mapping[int, DecisionPolicy] = versions(read_decisions, ("decisions_v1.yaml",), __package__)
LATEST_DECISIONS = DECISION_POLICIES[max(DECISION_POLICIES)]
