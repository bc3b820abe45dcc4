"""Back-tests: how early a trigger would have fired on windows that are past, and how often in vain."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.masking import Expected
from gateway.schema.ids import uuid_of
from gateway.schema.triggers import WatchedInput
from services.engagement.contract import EngagementEntry
from services.measurement.contracts.measuring import (
    LATEST_TRIGGERS,
    BackTest,
    Caught,
    LabelledDip,
    Rules,
    Trial,
    TrialRun,
    count,
    mistakes,
    together,
    trials_of,
    triggers_by_id,
)
from shared.events.series import Cadence
from shared.events.triggers import Watched
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

MOST_DIPS = 100


class BacktestIncomplete(Expected):
    """Say either which trigger is replayed, or by what rules."""


class BacktestRuleWrong(Expected):
    """The rule goes wrong at character {at}: {problem}."""


class BacktestOutOfBounds(Expected):
    """A back-test watches 1 to {watched} series, each by its own name, and up to {consecutive} windows in a row."""


class BacktestDipsWrong(Expected):
    """A dip is within the windows 1 to {most}, no two of an engagement meet, and there are at most {dips}."""


@strawberry.input(description="The rules of a trigger that need not be there.")
class TriggerRulesInput:
    watches: list[WatchedInput]
    expression: str
    clears: str | None = None
    consecutive: int = 1
    cadence: Cadence = Cadence.WEEKLY


@strawberry.input(description="Windows in which, as you know now, somebody should have stepped in; both included.")
class DipInput:
    engagement_id: strawberry.ID | None = strawberry.field(default=None, description="This one unless it is said.")
    first: int
    last: int


@strawberry.type(description="A labelled dip, and when the trigger would have fired in it.")
class BacktestDip:
    first: int
    last: int
    fired_in: int | None = strawberry.field(description="None: it would not have.")
    lead: int | None = strawberry.field(description="How many windows before the dip's last one.")

    @classmethod
    def of(cls, row: Caught) -> Self:
        return cls(first=row.dip.first, last=row.dip.last, fired_in=row.fired, lead=row.lead)


@strawberry.type(description="The trigger replayed over the closed windows of one engagement.")
class BacktestRun:
    windows: int = strawberry.field(description="How many have closed.")
    row: strawberry.Private[TrialRun]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: TrialRun, source: Source) -> Self:
        return cls(windows=row.windows, row=row, source=source)

    @strawberry.field
    def fired_in(self) -> list[int]:
        return [firing.window for firing in self.row.result.firings]

    @strawberry.field(description="Firings outside of any dip.")
    def false_alarms(self) -> int:
        return self.row.result.false_alarms

    @strawberry.field
    def dips(self) -> list[BacktestDip]:
        return [BacktestDip.of(each) for each in self.row.result.dips]

    @strawberry.field(description="Of the firings, the share within a dip.")
    def precision(self) -> Decimal | None:
        return self.row.result.precision

    @strawberry.field(description="Of the dips, the share in which it fired.")
    def recall(self) -> Decimal | None:
        return self.row.result.recall

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


@strawberry.type(description="How a trigger would have done. Nothing is recorded.")
class TriggerBacktest:
    row: strawberry.Private[BackTest]
    own: strawberry.Private[Sequence[TrialRun]]
    source: strawberry.Private[Source]

    @strawberry.field(description="This engagement first, then others of which all windows are over.")
    def runs(self) -> list[BacktestRun]:
        return [BacktestRun.of(each, self.source) for each in self.own]

    @strawberry.field(description="Firings outside of any dip, in all runs.")
    def false_alarms(self) -> int:
        return self.row.false_alarms

    @strawberry.field(description="Of all firings, the share within a dip.")
    def precision(self) -> Decimal | None:
        return self.row.precision

    @strawberry.field(description="Of all dips, the share in which it fired.")
    def recall(self) -> Decimal | None:
        return self.row.recall


def dips_of(own: UUID, given: Iterable[DipInput], cadence: Cadence) -> tuple[LabelledDip, ...]:
    dips = tuple(
        LabelledDip(
            engagement_id=own if each.engagement_id is None else uuid_of("Engagement", each.engagement_id),
            first=each.first,
            last=each.last,
        )
        for each in given
    )
    spans: defaultdict[UUID, list[tuple[int, int]]] = defaultdict(list)
    for dip in dips:
        spans[dip.engagement_id].append((dip.first, dip.last))
    most = count(cadence)
    apart = all(before[1] < after[0] for each in spans.values() for before, after in pairwise(sorted(each)))
    if len(dips) > MOST_DIPS or not apart or not all(1 <= dip.first <= dip.last <= most for dip in dips):
        raise BacktestDipsWrong(most=most, dips=MOST_DIPS)
    return dips


def free(own: UUID, given: TriggerRulesInput, dips: Iterable[DipInput]) -> Trial:
    watches = tuple(Watched(name=each.name, series_id=uuid_of("Series", each.series_id)) for each in given.watches)
    most, longest = LATEST_TRIGGERS.most_watched, LATEST_TRIGGERS.most_consecutive
    names = {each.name for each in watches}
    if not 1 <= len(watches) == len(names) <= most or not 1 <= given.consecutive <= longest:
        raise BacktestOutOfBounds(watched=most, consecutive=longest)
    rules = Rules(expression=given.expression, clears=given.clears, consecutive=given.consecutive)
    for rule in rules.all:
        for bad in mistakes(rule, watches):
            raise BacktestRuleWrong(at=bad.at + 1, problem=bad.problem)
    cadence = given.cadence
    return Trial(engagement_id=own, watches=watches, rules=rules, cadence=cadence, dips=dips_of(own, dips, cadence))


@strawberry.type
class EngagementBacktests:
    """What an engagement shows of how triggers would have done."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(
        description="A trigger, or rules of one that is not there, replayed over windows that are closed: the "
        "engagement's own, and those of others in which all are, by series of the same templates. None where what is "
        "watched is not the engagement's, or of another cadence."
    )
    async def trigger_backtest(
        self,
        info: Info,
        trigger: strawberry.ID | None = None,
        rules: TriggerRulesInput | None = None,
        dips: list[DipInput] | None = None,
    ) -> TriggerBacktest | None:
        trial = await self._trial(info, trigger, rules, dips or ())
        runs = await info.context.load(self.source, trials_of, trial) if trial else ()
        return TriggerBacktest(row=together(run.result for run in runs), own=runs, source=self.source) if runs else None

    async def _trial(
        self, info: Info, trigger: strawberry.ID | None, rules: TriggerRulesInput | None, dips: Iterable[DipInput]
    ) -> Trial | None:
        if (trigger is None) == (rules is None):
            raise BacktestIncomplete
        own = self.row.engagement_id
        if rules is not None:
            return free(own, rules, dips)
        row = await info.context.load(self.source, triggers_by_id, uuid_of("Trigger", trigger or ""))
        if row is None:
            return None
        told = Rules(expression=row.expression, clears=row.clears, consecutive=row.consecutive)
        return Trial(
            engagement_id=own,
            watches=row.watches,
            rules=told,
            cadence=row.cadence,
            dips=dips_of(own, dips, row.cadence),
        )
