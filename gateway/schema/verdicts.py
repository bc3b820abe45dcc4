"""Verdicts: what rules make of the facts, criterion by criterion, with what they saw."""

from datetime import date
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.days import day_of
from gateway.schema.ids import global_id
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.scalars import Long
from gateway.schema.sign_offs import SignOff
from gateway.schema.told import Locale, told
from services.gates.contracts import verdicts
from services.gates.contracts.verdicts import Gate, Measured, gates_of, verdicts_of
from shared.events.gates import Outcome
from shared.events.people import Role
from shared.events.verdicts import CriterionState, FrameworkRef, VerdictOutcome
from shared.projecting.as_of import Source

strawberry.enum(CriterionState, description="Only met, waived and not applicable let a gate pass.")
strawberry.enum(VerdictOutcome, description="Incomplete: nobody knows yet whether it would pass.")


@strawberry.type(description="The version of a framework that was adopted; the digest is that of its canonical JSON.")
class FrameworkEdition:
    name: str
    version: int
    digest: str

    @classmethod
    def of(cls, row: FrameworkRef) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(description="Something that a criterion asks for: a rule, or something that counts for so many days.")
class AskedFor:
    code: str
    holds: bool = strawberry.field(description="Whether it did when the verdict was given.")
    rule: str | None = strawberry.field(description="In CEL; empty where it is counted in days.")
    days: int | None = strawberry.field(
        description="How long what was shown or said counts; 0: until the day that the fact names."
    )
    row: strawberry.Private[verdicts.AskedLine]

    @classmethod
    def of(cls, row: verdicts.AskedLine) -> Self:
        return cls(row=row, **plain(cls, row))

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.words, locale)


@strawberry.type(description="A clause that does not hold, evidence that lacks or ran out, or a word that nobody gave.")
class BrokenClause:
    code: str
    row: strawberry.Private[verdicts.BrokenLine]

    @strawberry.field
    async def words(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.words, locale)


@strawberry.type(description="A fact as the rules saw it.")
class FactSeen:
    name: str
    value: str | None = strawberry.field(description="In words; empty where nobody knows.")
    events: list[Long] = strawberry.field(description="The positions in the log of the events that made it so.")
    row: strawberry.Private[verdicts.FactLine]

    @classmethod
    def of(cls, row: verdicts.FactLine) -> Self:
        return cls(name=row.name, value=row.value, events=[Long(each) for each in row.positions], row=row)

    @strawberry.field
    async def meaning(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.meaning, locale)


@strawberry.type(description="What the rules make of one criterion.")
class CriterionVerdict:
    code: str = strawberry.field(description="As `framework/code`.")
    number: int
    domain: str
    state: CriterionState
    waivable: bool = strawberry.field(description="What is not blocks until it is met.")
    until: date | None = strawberry.field(
        description="The last day of this state if nothing more happens; empty: without end."
    )
    row: strawberry.Private[verdicts.CriterionLine]

    @classmethod
    def of(cls, row: verdicts.CriterionLine) -> Self:
        return cls(row=row, **plain(cls, row))

    @strawberry.field
    async def statement(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.statement, locale)

    @strawberry.field(description="All that it asks for, with the thresholds.")
    def asked(self) -> list[AskedFor]:
        return [AskedFor.of(each) for each in self.row.asked]

    @strawberry.field(description="What keeps it from being met.")
    def broken(self) -> list[BrokenClause]:
        return [BrokenClause(code=each.code, row=each) for each in self.row.broken]

    @strawberry.field(description="All that its state hangs on.")
    def facts(self) -> list[FactSeen]:
        return [FactSeen.of(each) for each in self.row.facts]

    @strawberry.field(description="The pieces that it stands on.")
    def evidence(self) -> list[strawberry.ID]:
        return [global_id("Evidence", each) for each in self.row.evidence]


@strawberry.type(description="What a gate asks for beside criteria.")
class RequirementVerdict:
    code: str = strawberry.field(description="As `framework/code`.")
    holds: bool
    waivable: bool
    rule: str = strawberry.field(description="In CEL.")
    row: strawberry.Private[verdicts.RequirementLine]

    @classmethod
    def of(cls, row: verdicts.RequirementLine) -> Self:
        return cls(row=row, **plain(cls, row))

    @strawberry.field
    async def statement(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.statement, locale)

    @strawberry.field
    def facts(self) -> list[FactSeen]:
        return [FactSeen.of(each) for each in self.row.facts]


@strawberry.type(description="A part of a verdict that is signed for by itself.")
class DomainVerdict:
    name: str = strawberry.field(description="As `framework/domain`.")
    met: int = strawberry.field(description="How many of its criteria let the gate pass.")
    of: int = strawberry.field(description="How many it has here.")
    signs: list[Role] = strawberry.field(description="Somebody in one of these roles signs for it.")
    digest: str = strawberry.field(description="Of what the verdict says of it: a sign-off stands for that.")
    row: strawberry.Private[verdicts.DomainLine]
    gate: strawberry.Private[Gate | None]
    source: strawberry.Private[Source]

    @classmethod
    def made(cls, row: verdicts.DomainLine, gate: Gate | None, source: Source) -> Self:
        return cls(row=row, gate=gate, source=source, **{**plain(cls, row), "signs": list(row.signs)})

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.words, locale)

    @strawberry.field(description="The last one, unless it was withdrawn.")
    async def sign_off(self, info: Info) -> SignOff | None:
        found = await self._signed(info)
        return SignOff.of(found, self.source) if found else None

    @strawberry.field
    async def signed_by(self, info: Info) -> Person | None:
        found = await self._signed(info)
        return await person_of(info, self.source, found.signer if found else None)

    @strawberry.field(description="Somebody has signed for just what the verdict says of it now.")
    async def sign_off_stands(self, info: Info) -> bool | None:
        found = await self._signed(info)
        return found is not None and found.digest == self.row.digest

    async def _signed(self, info: Info) -> verdicts.SignOffEntry | None:
        row = await info.context.load(self.source, gates_of, self.gate) if self.gate else None
        given = row.signed if row else ()
        return next((each for each in given if each.domain == self.name and each.withdrawal is None), None)


@strawberry.type(description="What the rules make of the facts, on a day of the tenant's.")
class Verdict:
    day: date
    outcome: VerdictOutcome
    recommended: Outcome = strawberry.field(description="By the rules. People decide.")
    row: strawberry.Private[verdicts.VerdictLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: verdicts.VerdictLine, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Under which it was made; the gate asks for what every one of them asks for.")
    def frameworks(self) -> list[FrameworkEdition]:
        return [FrameworkEdition.of(each) for each in self.row.frameworks]

    @strawberry.field(description="Of each framework in the order of their numbers.")
    def criteria(self) -> list[CriterionVerdict]:
        return [CriterionVerdict.of(each) for each in self.row.criteria]

    @strawberry.field
    def requirements(self) -> list[RequirementVerdict]:
        return [RequirementVerdict.of(each) for each in self.row.requirements]

    @strawberry.field
    def domains(self) -> list[DomainVerdict]:
        stage = self.row.stage
        gate = None if stage is None else Gate(engagement_id=self.row.engagement_id, stage=stage)
        return [DomainVerdict.made(each, gate, self.source) for each in self.row.domains]


async def verdict_of(info: Info, source: Source, measured: Measured) -> Verdict | None:
    row = await info.context.load(source, verdicts_of, measured, await day_of(info, source))
    return Verdict.of(row, source) if row else None
