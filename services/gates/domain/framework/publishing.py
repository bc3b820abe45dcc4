"""A tenant publishes a framework of its own, version after version; none of them ever changes."""

from typing import TypeAlias

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.reading import FrameworkInvalid, read
from services.gates.domain.framework.shipped import SHIPPED
from shared.events.frameworks import FrameworkPublished
from shared.events.people import Role
from shared.kernel.decider import Asked, Decider
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused

TOLD = 20


@record
class PublishFramework:
    """`document` is the whole framework in YAML or JSON; it has this name."""

    name: str
    document: str


class FrameworkHasMistakes(Refused):
    """The framework is not published, for what is wrong with it, by line and column: {mistakes}."""


class FrameworkNameReserved(Refused):
    """The framework {name} ships with Fairway: publish yours under another name."""


class FrameworkVersionNotNext(Refused):
    """The version to publish now is {following}: those before it stand for ever."""


@record
class Unpublished:
    pass


Publishing: TypeAlias = Unpublished | FrameworkPublished


def evolve(_: Publishing, event: FrameworkPublished) -> Publishing:
    return event


def decide(command: PublishFramework, last: Publishing, _: Asked) -> list[FrameworkPublished]:
    if command.name == SHIPPED:
        raise FrameworkNameReserved(where=("input", "name"), name=SHIPPED)
    framework = well_formed(command)
    fact = FrameworkPublished(
        name=framework.name,
        version=framework.version,
        digest=digest(framework),
        document=document(framework),
    )
    if fact == last:
        return []
    following = last.version + 1 if isinstance(last, FrameworkPublished) else 1
    if fact.version != following:
        raise FrameworkVersionNotNext(where=("input", "document"), following=following)
    return [fact]


def well_formed(command: PublishFramework) -> Framework:
    try:
        framework = read(command.document)
    except FrameworkInvalid as invalid:
        told = [str(mistake) for mistake in invalid.mistakes[:TOLD]]
        more = len(invalid.mistakes) - len(told)
        mistakes = "; ".join([*told, f"+ {more}"] if more else told)
        raise FrameworkHasMistakes(where=("input", "document"), mistakes=mistakes) from invalid
    if framework.name != command.name:
        raise NotWellFormed(where=("input", "name"), problem=f"the document is of the framework {framework.name}")
    return framework


PUBLISHING: Decider[Publishing, PublishFramework, FrameworkPublished] = Decider(
    initial=Unpublished(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"framework-{command.name}",
    permits={PublishFramework: frozenset({Role.ADMINISTRATOR, Role.GOVERNANCE_REVIEWER})},
)
