"""A run of commands on a clock of its own; after each, everything that could be read is kept."""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Any

from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.everything import AS_OF, LIVE
from tests.acceptance.api.on_the_way import WAY_NOW, WAY_THEN
from tests.acceptance.api.running import Running
from tests.acceptance.api.sdl import noun_of
from tests.acceptance.api.story import unknown

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEP = timedelta(hours=11)


async def read(desk: Desk, ids: Mapping[str, str]) -> Answer:
    """All that can be read now."""
    found: Answer = await desk.ask(LIVE, by=Role.AUDITOR, **ids)
    return {**found, "way": await desk.ask(WAY_NOW, by=Role.AUDITOR, **ids)}


async def read_as_of(desk: Desk, ids: Mapping[str, str], **when: object) -> Answer:
    """All that could be read then."""
    found: Answer = (await desk.ask(AS_OF, by=Role.AUDITOR, **ids, **when))["asOf"]
    return {**found, "way": (await desk.ask(WAY_THEN, by=Role.AUDITOR, **ids, **when))["asOf"]}


@record
class Moment:
    """What was read, with which ids, after the event `seq`, when the clock stood at `at`."""

    seq: int
    at: datetime
    ids: dict[str, str]
    answer: Answer


@record
class Given:
    """A command as it was given, and the last event that came of it."""

    mutation: str
    by: str
    input: dict[str, object]
    position: int


@record
class Run:
    running: Running
    desk: Desk
    moments: list[Moment] = field(default_factory=list)
    commands: list[Given] = field(default_factory=list)
    ids: dict[str, str] = field(
        default_factory=lambda: {
            **{noun.lower(): unknown(noun) for noun in ("Person", "Pilot", "Engagement", "Gap")},
            "source": unknown("DataSource"),
        }
    )

    @property
    def now(self) -> datetime:
        return BEGIN + STEP * len(self.moments)

    async def do(self, mutation: str, *, by: str = Role.ENGAGEMENT_LEAD, **given: object) -> Answer:
        await self.running.set_clock(self.now)
        under = {**given, "idempotencyKey": f"step {len(self.moments)}"}
        payload = await self.desk.send(mutation, by=by, **under)
        assert payload["rejection"] is None, payload["rejection"]
        seq = payload["consistency"]["position"]
        self.commands.append(Given(mutation=mutation, by=by, input=under, position=seq))
        answer = await read(self.desk, self.ids)
        self.moments.append(Moment(seq=seq, at=self.now, ids=dict(self.ids), answer=answer))
        noun: Answer = payload[noun_of(mutation)]
        return noun

    async def gap(self, title: str, **given: object) -> str:
        terms: dict[str, Any] = {"kind": "DATA", "cause": "DATA_NOT_REPRESENTATIVE", "severity": "BLOCKING", **given}
        gap = await self.do("openGap", engagementId=self.ids["engagement"], title=title, **terms)
        return str(gap["id"])
