"""Clients that write over HTTP, each request under a key, and know what was acknowledged to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from shared.kernel.record import record
from tests.acceptance.crash.process import Up
from tests.integration.chaos.pulse import Pulse

PAYLOAD = "{ pilot { id } rejection { code message } consistency { position status repeated } }"
REGISTER = f"mutation ($given: RegisterPilotInput!) {{ answer: registerPilot(input: $given) {PAYLOAD} }}"
RECORD = f"mutation ($given: RecordPilotResultInput!) {{ answer: recordPilotResult(input: $given) {PAYLOAD} }}"
PAY = f"mutation ($given: RecordPilotCostInput!) {{ answer: recordPilotCost(input: $given) {PAYLOAD} }}"
STEPS = (("PilotRegistered", REGISTER), ("PilotResultRecorded", RECORD), ("PilotCostRecorded", PAY))


@record
class Acknowledged:
    """What a client was told: which event its request became, of which pilot, and whether that was a repetition."""

    type: str
    pilot: str
    position: int
    repeated: bool


@dataclass(slots=True, kw_only=True)
class Client:
    """Registers pilots, each with a result and a cost, one request after the other."""

    name: str
    pulse: Pulse
    acknowledged: list[Acknowledged] = field(default_factory=list)
    unanswered: int = 0

    async def work(self, up: Up, steps: int | None = None) -> None:
        """Until so many steps are done in all, or the process is gone; the next time it begins with what it lacks."""
        headers = {"authorization": f"Bearer {up.tokens['pilot_lead']}"}
        async with httpx.AsyncClient(headers=headers, timeout=30) as http:
            while steps is None or len(self.acknowledged) < steps:
                try:
                    self.acknowledged.append(await self._step(http, up.address))
                except httpx.TransportError:
                    self.unanswered += 1
                    return
                self.pulse.beat()

    async def _step(self, http: httpx.AsyncClient, address: str) -> Acknowledged:
        number = len(self.acknowledged)
        kind, document = STEPS[number % len(STEPS)]
        body = {"query": document, "variables": {"given": self._given(number)}}
        key = {"idempotency-key": f"{self.name} {number}"}
        payload = answer(await http.post(address, json=body, headers=key))["answer"]
        assert payload["rejection"] is None, payload
        assert payload["consistency"]["status"] == "REACHED"
        return Acknowledged(
            type=kind,
            pilot=payload["pilot"]["id"],
            position=payload["consistency"]["position"],
            repeated=payload["consistency"]["repeated"],
        )

    def _given(self, number: int) -> Mapping[str, object]:
        if number % len(STEPS) == 0:
            name = f"{self.name} {number}"
            return {"name": name, "purpose": "Sort claims", "runBy": "OWN_TEAM", "startedOn": "2024-01-08"}
        pilot = self.acknowledged[-1].pilot
        if number % len(STEPS) == 1:
            return {"pilotId": pilot, "criterion": "Sorted", "unit": "%", "better": "HIGHER", "actual": "91"}
        return {"pilotId": pilot, "amount": {"minor": 1250, "currency": "CAD"}, "purpose": "Compute"}


def answer(response: httpx.Response) -> dict[str, Any]:
    """The data of an answer without errors."""
    assert response.status_code == httpx.codes.OK, response.text
    body = response.json()
    assert "errors" not in body, body["errors"]
    data: dict[str, Any] = body["data"]
    return data
