"""The policy of exemptions: who asks, who approves, how long a waiver lives and how often it is prolonged."""

from collections.abc import Mapping
from datetime import timedelta

from shared.events.people import Role
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, each_once, one_of, read_yaml, versions


@record
class Hands:
    """Who asks, and who approves."""

    requested_by: frozenset[Role]
    approved_by: frozenset[Role]


@record
class ExemptionPolicy:
    """A waiver lives for at most so long from the day on which it is granted or prolonged."""

    version: int
    waiver: Hands
    longest_waiver: timedelta
    most_extensions: int
    not_applicable: Hands
    blocked_by: frozenset[Role]
    longest_block: timedelta


def read_exemptions(text: str) -> ExemptionPolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "waiver": {"longest": int(longest), "most_extensions": int(extensions), **waiver},
            "not_applicable": {**not_applicable},
            "block": {"longest": int(longest_block), "said_by": [*said_by], **more},
            **others,
        } if min(version, longest, longest_block) > 0 and extensions >= 0 and not (more or others):
            return ExemptionPolicy(
                version=version,
                waiver=_hands(waiver),
                longest_waiver=timedelta(days=longest),
                most_extensions=extensions,
                not_applicable=_hands(not_applicable),
                blocked_by=_roles(said_by),
                longest_block=timedelta(days=longest_block),
            )
        case _:
            raise CatalogueInvalid("a policy has a version, a waiver, what does not apply and a block, each with roles")


def _hands(given: object) -> Hands:
    match given:
        case {"requested_by": [*requested], "approved_by": [*approved], **others} if not others:
            return Hands(requested_by=_roles(requested), approved_by=_roles(approved))
        case _:
            raise CatalogueInvalid(f"an exemption is requested by some roles and approved by some: {given}")


def _roles(given: list[object]) -> frozenset[Role]:
    roles = [one_of(Role, each) for each in given]
    each_once("the roles", roles)
    if not roles:
        raise CatalogueInvalid("somebody has to say it: there is no role")
    return frozenset(roles)


SHIPPED_EXEMPTIONS = ("exemptions_v1.yaml",)
EXEMPTION_POLICIES: Mapping[int, ExemptionPolicy] = versions(read_exemptions, SHIPPED_EXEMPTIONS, __package__)
LATEST_EXEMPTIONS = EXEMPTION_POLICIES[max(EXEMPTION_POLICIES)]
