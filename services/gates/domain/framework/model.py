"""What a framework consists of."""

from collections.abc import Mapping

from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.tenants import Locale
from shared.kernel.record import record


@record
class Words:
    """What people read, in English and in French."""

    en: str
    fr: str

    def told_in(self, locale: Locale) -> str:
        return self.fr if locale is Locale.FR else self.en


@record
class Clause:
    """One condition: a rule in CEL over facts, which is true or false, and what it asks for in words."""

    code: str
    rule: str
    words: Words


@record
class Freshness:
    """What was shown on the day that the fact `since` tells counts for so many days more; 0: it ends with that day."""

    since: str
    days: int


@record
class Attestation:
    """The criterion also takes the word of somebody in one of these roles, which counts for so many days."""

    roles: frozenset[Role]
    days: int


@record
class EvidenceNeed:
    """Evidence of this kind has to be there and valid: by its own word, and for so many days after its first one."""

    kind: str
    days: int


@record
class Criterion:
    """Met when every clause of `holds` is true; what was met is stale when one of `current` no longer is.

    `number` is its place in the framework, `code` its name for ever. What is not waivable blocks until it is met.
    """

    code: str
    number: int
    domain: str
    statement: Words
    holds: tuple[Clause, ...]
    current: tuple[Clause, ...] = ()
    fresh: tuple[Freshness, ...] = ()
    evidence: tuple[EvidenceNeed, ...] = ()
    attestation: Attestation | None = None
    waivable: bool = True


@record
class Requirement:
    """What a gate asks for beside criteria: met or not met. Of a `domain`, it is signed for with that."""

    code: str
    rule: str
    words: Words
    waivable: bool = False
    domain: str = ""


@record
class Gate:
    """What has to be shown to leave the stage: these criteria, by code, and these requirements."""

    stage: Stage
    criteria: tuple[str, ...]
    requirements: tuple[Requirement, ...]


@record
class Domain:
    """A part of the framework with a sign-off of its own, by somebody in one of these roles.

    `accountable`: among them by nobody but the person who answers for the model, once somebody does.
    """

    name: str
    words: Words
    signs: frozenset[Role]
    accountable: bool = False


@record
class EvidenceKind:
    """A kind of artefact and the values that it gives to rules, by name and kind (see FactKind)."""

    name: str
    words: Words
    values: Mapping[str, str]


@record
class Framework:
    """A version of a framework; nothing of it ever changes."""

    name: str
    version: int
    title: Words
    domains: tuple[Domain, ...]
    evidence: tuple[EvidenceKind, ...]
    criteria: tuple[Criterion, ...]
    gates: tuple[Gate, ...]

    def __hash__(self) -> int:
        """One that costs nothing: what follows from frameworks alone is looked up with every verdict."""
        return self.version

    def gate(self, stage: Stage) -> Gate | None:
        return next((each for each in self.gates if each.stage is stage), None)
