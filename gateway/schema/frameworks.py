"""Frameworks of criteria, version by version: what they ask for at which gate, in words and in rules."""

from datetime import datetime
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.node import plain, seen
from gateway.schema.people import Person, person_of
from gateway.schema.stage_names import StageName
from gateway.schema.told import Locale, told
from services.gates.contracts import frameworks
from services.gates.contracts.frameworks import FrameworkLine, documents_of, frameworks_of, of_document
from shared.events.people import Role
from shared.projecting.as_of import Source

strawberry.enum(
    frameworks.FactKind, name="FactKind", description="How rules see a value; decimals are counted in millionths."
)


@strawberry.type(description="A rule over facts, which is true or false, and what it asks for in words.")
class Clause:
    code: str
    rule: str = strawberry.field(description="In CEL.")
    row: strawberry.Private[frameworks.Clause | frameworks.Requirement]

    @classmethod
    def of(cls, row: frameworks.Clause | frameworks.Requirement) -> Self:
        return cls(row=row, **plain(cls, row))

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.words, locale)


@strawberry.type(description="What was shown on the day that a fact tells counts for so many days.")
class Freshness:
    since: str = strawberry.field(description="The fact, which is a day.")
    days: int


@strawberry.type(description="Evidence of this kind has to be there, and is valid for so many days.")
class EvidenceNeed:
    kind: str
    days: int


@strawberry.type(description="The word of somebody in one of these roles is asked for too; it counts for so many days.")
class AttestationNeed:
    roles: list[Role]
    days: int


@strawberry.type
class CriterionText:
    """What a framework says of a criterion, wherever it is shown."""

    code: str = strawberry.field(description="Its name in its framework, for ever.")
    number: int = strawberry.field(description="Its place in its framework.")
    domain: str
    waivable: bool = strawberry.field(description="What is not blocks until it is met.")
    row: strawberry.Private[frameworks.Criterion]

    @strawberry.field
    async def statement(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.statement, locale)

    @strawberry.field(description="Met when every one of them is true.")
    def holds(self) -> list[Clause]:
        return [Clause.of(each) for each in self.row.holds]

    @strawberry.field(description="What was met is stale when one of them no longer is.")
    def current(self) -> list[Clause]:
        return [Clause.of(each) for each in self.row.current]

    @strawberry.field
    def fresh(self) -> list[Freshness]:
        return [Freshness(since=each.since, days=each.days) for each in self.row.fresh]

    @strawberry.field(description="What has to be shown.")
    def evidence_needs(self) -> list[EvidenceNeed]:
        return [EvidenceNeed(kind=each.kind, days=each.days) for each in self.row.evidence]

    @strawberry.field(description="Nothing where it is computed from what happened alone.")
    def attestation_need(self) -> AttestationNeed | None:
        asked = self.row.attestation
        return AttestationNeed(roles=sorted(asked.roles), days=asked.days) if asked else None


@strawberry.type(description="One of the things that a framework asks for.")
class Criterion(CriterionText):
    @classmethod
    def of(cls, row: frameworks.Criterion) -> Self:
        return cls(row=row, **plain(cls, row))


@strawberry.type(description="A part of a framework with a sign-off of its own.")
class FrameworkDomain:
    name: str
    signs: list[Role] = strawberry.field(description="Somebody in one of these roles signs for it.")
    row: strawberry.Private[frameworks.Domain]

    @classmethod
    def of(cls, row: frameworks.Domain) -> Self:
        return cls(name=row.name, signs=sorted(row.signs), row=row)

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.words, locale)


@strawberry.type(description="A value that evidence of a kind gives to rules.")
class EvidenceValueKind:
    name: str
    kind: frameworks.FactKind


@strawberry.type(description="A kind of artefact that a framework knows.")
class EvidenceKind:
    name: str
    values: list[EvidenceValueKind]
    row: strawberry.Private[frameworks.EvidenceKind]

    @classmethod
    def of(cls, row: frameworks.EvidenceKind) -> Self:
        pairs = row.values.items()
        values = [EvidenceValueKind(name=name, kind=frameworks.FactKind(kind)) for name, kind in pairs]
        return cls(name=row.name, values=values, row=row)

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.words, locale)


@strawberry.type(description="What has to be shown to leave a stage.")
class FrameworkGate:
    stage: StageName
    criteria: list[str] = strawberry.field(description="By their codes.")
    requirements: list[Clause] = strawberry.field(description="What is asked for beside criteria.")

    @classmethod
    def of(cls, row: frameworks.Gate) -> Self:
        requirements = [Clause.of(each) for each in row.requirements]
        return cls(stage=row.stage, criteria=list(row.criteria), requirements=requirements)


@strawberry.type(description="A version of a framework of criteria. Nothing of it ever changes.")
class Framework:
    name: str
    version: int
    digest: str = strawberry.field(description="SHA-256 of its document, in hex.")
    published_at: datetime | None = strawberry.field(description="Nothing where it ships with Fairway.")
    row: strawberry.Private[FrameworkLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: FrameworkLine, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def title(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.title, locale)

    @strawberry.field(description="Whether it came with Fairway.")
    def ships(self) -> bool:
        return self.row.published_at is None

    @strawberry.field
    async def published_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.published_by)

    @strawberry.field(description="All of it, as canonical JSON (RFC 8785).")
    async def document(self, info: Info) -> str | None:
        return await info.context.load(self.source, documents_of, (self.name, self.version))

    @strawberry.field
    async def criteria(self, info: Info) -> list[Criterion] | None:
        known = await self._known(info)
        return [Criterion.of(each) for each in known.criteria] if known else None

    @strawberry.field
    async def domains(self, info: Info) -> list[FrameworkDomain] | None:
        known = await self._known(info)
        return [FrameworkDomain.of(each) for each in known.domains] if known else None

    @strawberry.field
    async def evidence_kinds(self, info: Info) -> list[EvidenceKind] | None:
        known = await self._known(info)
        return [EvidenceKind.of(each) for each in known.evidence] if known else None

    @strawberry.field
    async def gates(self, info: Info) -> list[FrameworkGate] | None:
        known = await self._known(info)
        return [FrameworkGate.of(each) for each in known.gates] if known else None

    async def _known(self, info: Info) -> frameworks.Framework | None:
        document = await info.context.load(self.source, documents_of, (self.name, self.version))
        return of_document(document) if document else None


async def framework_of(info: Info, source: Source, name: str, version: int) -> Framework | None:
    rows = await info.context.load(source, frameworks_of, None)
    return next((Framework.of(row, source) for row in rows if (row.name, row.version) == (name, version)), None)


@strawberry.type
class FrameworksQuery:
    """What can be read of frameworks."""

    @strawberry.field(description="Every version of all that an engagement may adopt: what ships first, then by name.")
    async def frameworks(self, info: Info) -> list[Framework] | None:
        source = seen(self)
        return [Framework.of(row, source) for row in await info.context.load(source, frameworks_of, None)]

    @strawberry.field
    async def framework(self, info: Info, name: str, version: int) -> Framework | None:
        return await framework_of(info, seen(self), name, version)
