"""What would be, what will be and how it came about: verdicts under assumptions, in time, and step by step."""

from datetime import date, timedelta
from typing import Self

import strawberry

from gateway.consistency import past
from gateway.context import Info
from gateway.masking import Expected
from gateway.schema.days import day_of
from gateway.schema.log import LogEvent
from gateway.schema.moments import AsOfInTheFuture
from gateway.schema.node import plain
from gateway.schema.readiness import VerdictChange
from gateway.schema.scalars import Long
from gateway.schema.stage_names import StageName
from gateway.schema.verdicts import Verdict
from services.engagement.contract import EngagementEntry
from services.gates.contracts import verdicts
from services.gates.contracts.verdicts import AssumedFact, Way, decays_of, waterfalls_of, what_ifs_of
from shared.projecting.as_of import AtSeq, Source

FARTHEST = timedelta(days=731)
MOST_FACTS = 100
LONGEST_WAY = 5_000


class FactNotAssumable(Expected):
    """These are no facts, or can have no such value: {names}."""


class FrameworkUnknown(Expected):
    """There is no such version of a framework of this name."""


class TooManyAssumptions(Expected):
    """Assume at most {most} facts at a time."""


class DayOutOfReach(Expected):
    """Ask for a day from {earliest} to {latest}."""


class SpanOutOfReach(Expected):
    """Ask for a way forward of at most {most} events."""


@strawberry.input(description="In the place of the version that was adopted of it or, where none was, on top.")
class AssumedFramework:
    name: str
    version: int


@strawberry.input(description="A fact as it might be; without a value, nobody knows it.")
class AssumedFactInput:
    name: str = strawberry.field(description="As a verdict names it.")
    value: str | None = strawberry.field(default=None, description="As a verdict tells it: `true`, `12`, `2026-11-23`.")


@strawberry.type(description="The verdict that would be. Nothing was recorded.")
class WhatIf:
    row: strawberry.Private[verdicts.WhatIfLine]
    source: strawberry.Private[Source]

    @strawberry.field(description="None where no criteria were adopted or assumed.")
    def verdict(self) -> Verdict | None:
        return Verdict.of(self.row.verdict, self.source) if self.row.verdict else None

    @strawberry.field(description="What would stand otherwise than it does.")
    def changes(self) -> list[VerdictChange]:
        return [VerdictChange.of(each) for each in self.row.changes]


@strawberry.type(description="What a criterion's state is, and when the calendar alone takes it.")
class CriterionDecay:
    criterion: str = strawberry.field(description="As `framework/code`.")
    state: str
    turns_on: date | None = strawberry.field(description="The first day on which it lets pass no longer.")


@strawberry.type(description="What the calendar alone will do, if nothing more happens.")
class ReadinessDecay:
    criteria: list[CriterionDecay]
    earliest_all_green: date | None = strawberry.field(description="The first day on which all let pass together.")

    @classmethod
    def of(cls, row: verdicts.Decay) -> Self:
        criteria = [CriterionDecay(**plain(CriterionDecay, each)) for each in row.criteria]
        return cls(criteria=criteria, earliest_all_green=row.earliest_all_green)


@strawberry.type(description="What one event changed.")
class ReadinessStep:
    seq: Long = strawberry.field(description="The position of the event in the log.")
    row: strawberry.Private[verdicts.Fall]

    @strawberry.field(description="What happened, and by whom.")
    async def event(self, info: Info) -> LogEvent | None:
        identity, readable = await info.context.identity(), await info.context.readable()
        at = self.row.position
        found = await info.context.backends.ledger.events(
            identity.tenant, readable, after=at - 1, until=at, limit=1, engagement_id=None, types=()
        )
        return LogEvent.of(found[0]) if found else None

    @strawberry.field
    def changes(self) -> list[VerdictChange]:
        return [VerdictChange.of(each) for each in self.row.changes]


@strawberry.type
class EngagementProspects:
    """What an engagement shows of what would be, will be, and how it came about."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Under another framework, or if facts were others: at a gate, or by all criteria.")
    async def what_if(
        self,
        info: Info,
        framework: AssumedFramework | None = None,
        facts: list[AssumedFactInput] | None = None,
        stage: StageName | None = None,
    ) -> WhatIf | None:
        assumed = tuple(AssumedFact(name=each.name, value=each.value) for each in facts or ())
        if len(assumed) > MOST_FACTS:
            raise TooManyAssumptions(most=MOST_FACTS)
        wanted = verdicts.WhatIf(
            engagement_id=self.row.engagement_id,
            stage=stage,
            framework=(framework.name, framework.version) if framework else None,
            facts=assumed,
        )
        row = await info.context.load(self.source, what_ifs_of, wanted, await day_of(info, self.source))
        if not row.framework_found:
            raise FrameworkUnknown
        if row.unreadable:
            raise FactNotAssumable(names=", ".join(row.unreadable))
        return WhatIf(row=row, source=self.source)

    @strawberry.field(description="Which of what lets pass now will no longer, and when all will together.")
    async def readiness_decay(self, info: Info, until: date) -> ReadinessDecay | None:
        today = await day_of(info, self.source)
        if not today <= until <= today + FARTHEST:
            raise DayOutOfReach(earliest=today, latest=today + FARTHEST)
        row = await info.context.load(self.source, decays_of, self.row.engagement_id, today, until)
        return ReadinessDecay.of(row)

    @strawberry.field(
        description="Which events changed what since `fromSeq`, up to `toSeq`: the steps add up to the whole "
        "difference. All is judged on the tenant's day of `toSeq`, so that the calendar has no part in it."
    )
    async def readiness_waterfall(self, info: Info, from_seq: Long, to_seq: Long) -> list[ReadinessStep] | None:
        if not 0 <= from_seq <= to_seq <= from_seq + LONGEST_WAY:
            raise SpanOutOfReach(most=LONGEST_WAY)
        seen = past(self.source)
        end = await head_of(info) if seen is None else seen
        if to_seq > end:
            raise AsOfInTheFuture
        then = AtSeq(seq=to_seq)
        way = Way(engagement_id=self.row.engagement_id, after=from_seq, until=to_seq)
        rows = await info.context.load(then, waterfalls_of, way, await day_of(info, then))
        return [ReadinessStep(seq=Long(each.position), row=each) for each in rows]


async def head_of(info: Info) -> int:
    return (await info.context.backends.ledger.head((await info.context.identity()).tenant)).seq
