"""The policy of governance packages: which domain's criteria they hold, and who puts them together."""

from collections.abc import Mapping

from shared.events.people import Role
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, each_once, name_of, one_of, read_yaml, versions


@record
class PackagePolicy:
    version: int
    domain: str
    assembled_by: frozenset[Role]


def read_packages(text: str) -> PackagePolicy:
    match read_yaml(text):
        case {"version": int(version), "domain": str(domain), "assembled_by": [*given], **others} if (
            version > 0 and given and not others
        ):
            roles = [one_of(Role, each) for each in given]
            each_once("the roles", roles)
            return PackagePolicy(version=version, domain=name_of(domain), assembled_by=frozenset(roles))
        case _:
            raise CatalogueInvalid("a policy of packages has a version, a domain and the roles that assemble them")


PACKAGE_POLICIES: Mapping[int, PackagePolicy] = versions(read_packages, ("packages_v1.yaml",), __package__)
LATEST_PACKAGES = PACKAGE_POLICIES[max(PACKAGE_POLICIES)]
