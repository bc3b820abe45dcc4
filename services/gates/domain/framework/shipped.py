"""The frameworks that ship: an edition never changes once it has."""

from collections.abc import Mapping
from importlib.resources import files
from typing import TypeAlias

from services.gates.domain.framework.canonical import digest
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.reading import read
from shared.events.verdicts import FrameworkRef

SHIPPED = "fairway"
FILES = ("fairway_v1.yaml", "fairway_v2.yaml", "fairway_v3.yaml")

Edition: TypeAlias = tuple[str, int]


def shipped() -> Mapping[Edition, Framework]:
    package = files("services.gates.domain.framework")
    several = [read(package.joinpath(name).read_text("utf-8")) for name in FILES]
    return {(each.name, each.version): each for each in several}


FRAMEWORKS: Mapping[Edition, Framework] = shipped()


def reference(framework: Framework) -> FrameworkRef:
    return FrameworkRef(name=framework.name, version=framework.version, digest=digest(framework))
