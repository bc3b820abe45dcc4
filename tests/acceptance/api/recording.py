"""A run of commands on a clock of its own; after many of them, everything that could be read is kept."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.at_gates import GATES_NOW, GATES_THEN
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.everything import AS_OF, LIVE
from tests.acceptance.api.on_criteria import CRITERIA_NOW, CRITERIA_THEN
from tests.acceptance.api.on_hardening import HARDENING_NOW, HARDENING_THEN
from tests.acceptance.api.on_measurement import MEASUREMENT_NOW, MEASUREMENT_THEN
from tests.acceptance.api.on_returns import RETURNS_NOW, RETURNS_THEN
from tests.acceptance.api.on_the_way import WAY_NOW, WAY_THEN
from tests.acceptance.api.on_triggers import TRIGGERS_NOW, TRIGGERS_THEN
from tests.acceptance.api.running import Running
from tests.acceptance.api.sdl import noun_of
from tests.acceptance.api.story import unknown
from tests.acceptance.api.what_goes_live import LIVE_NOW, LIVE_THEN

OFTEN, SELDOM = 24, 48  # what is read seldom is read often too
BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEP = timedelta(hours=11)
ZONE = ZoneInfo("America/Vancouver")


@record
class Part:
    """A document that is asked from when on there is what it reads: before, its reads would be empty, and many."""

    now: str
    then: str
    since: str = "engagement"


PARTS = {
    "way": Part(now=WAY_NOW, then=WAY_THEN),
    "hardening": Part(now=HARDENING_NOW, then=HARDENING_THEN, since="dataset"),
    "live": Part(now=LIVE_NOW, then=LIVE_THEN, since="environment"),
    "gates": Part(now=GATES_NOW, then=GATES_THEN, since="gate"),
    "criteria": Part(now=CRITERIA_NOW, then=CRITERIA_THEN, since="evidence"),
    "measurement": Part(now=MEASUREMENT_NOW, then=MEASUREMENT_THEN, since="series"),
    "returns": Part(now=RETURNS_NOW, then=RETURNS_THEN, since="kpi"),
    "triggers": Part(now=TRIGGERS_NOW, then=TRIGGERS_THEN, since="trigger"),
}


async def read(desk: Desk, ids: Mapping[str, str]) -> Answer:
    """All that can be read now."""
    found: Answer = await desk.ask(LIVE, by=Role.AUDITOR, **ids)
    parts = {name: part for name, part in PARTS.items() if part.since in ids}
    return found | {name: await desk.ask(part.now, by=Role.AUDITOR, **ids) for name, part in parts.items()}


async def read_as_of(desk: Desk, ids: Mapping[str, str], **when: object) -> Answer:
    """All that could be read then."""
    found: Answer = (await desk.ask(AS_OF, by=Role.AUDITOR, **ids, **when))["asOf"]
    parts = {name: part for name, part in PARTS.items() if part.since in ids}
    asked = {name: await desk.ask(part.then, by=Role.AUDITOR, **ids, **when) for name, part in parts.items()}
    return found | {name: answer["asOf"] for name, answer in asked.items()}


@record
class Moment:
    """What was read, with which ids, after the event `seq`, when the clock stood at `at`; None: nothing was."""

    seq: int
    at: datetime
    ids: dict[str, str]
    answer: Answer | None


@record
class Given:
    """A command as it was given, and the last event that came of it."""

    mutation: str
    by: str
    input: dict[str, object]
    position: int


@record
class Run:
    """After each so many commands all is read, and after the last one: to read takes much longer than to write."""

    running: Running
    desk: Desk
    every: int = OFTEN
    moments: list[Moment] = field(default_factory=list)
    commands: list[Given] = field(default_factory=list)
    ids: dict[str, str] = field(
        default_factory=lambda: {
            **{noun.lower(): unknown(noun) for noun in ("Person", "Pilot", "Engagement", "Gap")},
            "source": unknown("DataSource"),
            "cohort": unknown("Cohort"),
            "metric": unknown("QualityMetric"),
            "validation": unknown("Validation"),
            "grounding": unknown("GroundingSource"),
            "round": unknown("PortfolioRound"),
        }
    )

    @property
    def now(self) -> datetime:
        return BEGIN + STEP * len(self.moments)

    @property
    def day(self) -> date:
        """The tenant's."""
        return self.now.astimezone(ZONE).date()

    async def do(self, mutation: str, *, by: str = Role.ENGAGEMENT_LEAD, **given: object) -> Answer:
        await self.running.set_clock(self.now)
        under = {**given, "idempotencyKey": f"step {len(self.moments)}"}
        payload = await self.desk.send(mutation, by=by, **under)
        assert payload["rejection"] is None, payload["rejection"]
        seq = payload["consistency"]["position"]
        self.commands.append(Given(mutation=mutation, by=by, input=under, position=seq))
        answer = await read(self.desk, self.ids) if len(self.moments) % self.every == 0 else None
        self.moments.append(Moment(seq=seq, at=self.now, ids=dict(self.ids), answer=answer))
        noun: Answer = payload[noun_of(mutation)]
        return noun

    async def look(self) -> None:
        """Read what can be read now, if nobody has."""
        last = self.moments.pop()
        self.moments.append(replace(last, answer=last.answer or await read(self.desk, last.ids)))

    @property
    def read(self) -> list[tuple[Moment, Answer]]:
        """The moments at which all was read, each with what it was."""
        return [(moment, moment.answer) for moment in self.moments if moment.answer is not None]

    async def beside(self, mutation: str, *, by: str = Role.ENGAGEMENT_LEAD, **given: object) -> Answer:
        """A command that the run takes for granted: nothing is read after it."""
        await self.running.set_clock(self.now)
        head = await self.desk.head()
        return await self.desk.do(mutation, by=by, **given, idempotencyKey=f"beside {head}")

    async def gap(self, title: str, **given: object) -> str:
        terms: dict[str, Any] = {"kind": "DATA", "cause": "DATA_NOT_REPRESENTATIVE", "severity": "BLOCKING", **given}
        gap = await self.do("openGap", engagementId=self.ids["engagement"], title=title, **terms)
        return str(gap["id"])
