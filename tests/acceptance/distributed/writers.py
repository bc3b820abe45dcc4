"""Writers who register pilots over the API, each command under a key, and repeat what was not answered."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.integration.chaos.pulse import Pulse

REGISTER = """mutation ($given: RegisterPilotInput!) {
  registerPilot(input: $given) { pilot { id } rejection { code } consistency { position } } }"""
RECORD = """mutation ($given: RecordPilotResultInput!) {
  recordPilotResult(input: $given) { pilot { id } rejection { code } consistency { position } } }"""
PILOTS = """query ($after: String) { pilots(first: 100, after: $after) {
  nodes { id results { criterion } } pageInfo { hasNextPage endCursor } } }"""
GIVE_UP = 60.0


@dataclass(slots=True, kw_only=True)
class Writer:
    """`written` holds the pilot of each command that was answered, `positions` where each came to lie."""

    desk: Desk
    name: str
    pulse: Pulse
    written: list[str] = field(default_factory=list)
    positions: list[int] = field(default_factory=list)
    unanswered: int = 0
    stopped: bool = False

    def stop(self) -> None:
        """After the command that is under way."""
        self.stopped = True

    async def work(self) -> None:
        """A pilot, and two results of it, and the next."""
        number = 0
        while not self.stopped:
            name = f"{self.name}, {number}"
            given = {"name": name, "purpose": "Sort", "runBy": "OWN_TEAM", "startedOn": "2026-01-12"}
            pilot = await self.give(REGISTER, given, f"{name} itself")
            for criterion in ("One", "Other"):
                result = {"pilotId": pilot, "criterion": criterion, "unit": "%", "better": "HIGHER", "actual": "91"}
                await self.give(RECORD, result, f"{name} {criterion}")
            number += 1

    async def give(self, document: str, given: Mapping[str, object], key: str) -> str:
        """Given again under its key until it is answered."""
        async with asyncio.timeout(GIVE_UP):
            while (payload := await self._sent(document, given, key)) is None:
                self.unanswered += 1
        assert payload["rejection"] is None, payload
        self.written.append(payload["pilot"]["id"])
        self.positions.append(payload["consistency"]["position"])
        self.pulse.beat()
        return str(payload["pilot"]["id"])

    async def _sent(self, document: str, given: Mapping[str, object], key: str) -> dict[str, Any] | None:
        try:
            response = await self.desk.post(
                document, {"given": given}, by=Role.PILOT_LEAD, headers={"idempotency-key": key}
            )
        except httpx.TransportError:
            return None
        body = response.json()
        codes = {error["extensions"]["code"] for error in body.get("errors", ())}
        assert codes <= {"SERVICE_UNAVAILABLE"}, body
        (payload,) = (body.get("data") or {"none": None}).values()
        return None if codes else payload


async def shown(desk: Desk) -> Counter[str]:
    """How many commands about each pilot the views show."""
    found: Counter[str] = Counter()
    after: str | None = None
    more = True
    while more:
        page = (await desk.ask(PILOTS, after=after))["pilots"]
        found.update({pilot["id"]: 1 + len(pilot["results"]) for pilot in page["nodes"]})
        more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
    return found
