"""Governance packages, as another process may know them: assembled, read, and given out as a signed document."""

from typing import Any

from services.gates.domain.package.manifest import Lacking, Manifest, changed, lacking, manifest_of
from services.gates.domain.package.rules import PACKAGE, AssemblePackage
from services.gates.projections.packages import PackageEntry
from services.gates.proof.package import (
    ASSEMBLED,
    NoSuchPackage,
    PackageAltered,
    package_in,
    read_package,
)
from services.gates.queries.packages import (
    package_contents_of,
    package_counts_of,
    package_pages_of,
    packages_of,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (PACKAGE,)

__all__ = [
    "ASSEMBLED",
    "DECIDERS",
    "AssemblePackage",
    "Lacking",
    "Manifest",
    "NoSuchPackage",
    "PackageAltered",
    "PackageEntry",
    "changed",
    "lacking",
    "manifest_of",
    "package_contents_of",
    "package_counts_of",
    "package_in",
    "package_pages_of",
    "packages_of",
    "read_package",
]
