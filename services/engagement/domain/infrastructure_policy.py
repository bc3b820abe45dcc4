"""The policy of the infrastructure: how load is tested, and what a production environment is hardened in."""

from collections.abc import Mapping

from shared.events.environments import EnvironmentKind, HardeningKind
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, Label, each_once, label_of, one_of, read_yaml, versions

WHOLE = 100


@record
class LoadPolicy:
    """A load test counts in these environments, and goes to this share of the expected peak."""

    percent_of_peak: int
    environments: tuple[EnvironmentKind, ...]


@record
class HardeningPolicy:
    """`required`: a production environment is hardened in this."""

    kind: HardeningKind
    label: Label
    required: bool


@record
class InfrastructurePolicy:
    version: int
    load: LoadPolicy
    hardening: Mapping[HardeningKind, HardeningPolicy]

    @property
    def required(self) -> tuple[HardeningKind, ...]:
        return tuple(each.kind for each in self.hardening.values() if each.required)


def read_policy(text: str) -> InfrastructurePolicy:
    match read_yaml(text):
        case {"version": int(version), "load_test": load, "hardening": [*hardening], **others} if not others:
            kinds = tuple(map(_hardening, hardening))
        case _:
            raise CatalogueInvalid("a policy has a version, a rule for load tests and kinds of hardening")
    each_once("the kinds of hardening", (each.kind for each in kinds))
    if version < 1 or len(kinds) != len(HardeningKind):
        raise CatalogueInvalid("a policy has a version, counted from 1, and words for every kind of hardening")
    return InfrastructurePolicy(version=version, load=_load(load), hardening={each.kind: each for each in kinds})


def _load(given: object) -> LoadPolicy:
    match given:
        case {"percent_of_peak": int(percent), "environments": [*environments], **others} if (
            percent >= WHOLE and environments and not others
        ):
            each_once("the environments of load tests", map(str, environments))
            return LoadPolicy(
                percent_of_peak=percent, environments=tuple(one_of(EnvironmentKind, each) for each in environments)
            )
        case _:
            raise CatalogueInvalid(f"load is tested at the peak or above, in some environments: {given}")


def _hardening(given: object) -> HardeningPolicy:
    match given:
        case {"name": name, "required": bool(required), **label}:
            return HardeningPolicy(kind=one_of(HardeningKind, name), label=label_of(label), required=required)
        case _:
            raise CatalogueInvalid(f"a kind of hardening has a name, is required or not, and reads so: {given}")


SHIPPED_POLICIES = ("infrastructure_v1.yaml",)
POLICIES: Mapping[int, InfrastructurePolicy] = versions(read_policy, SHIPPED_POLICIES, __package__)
LATEST_POLICY = POLICIES[max(POLICIES)]
