"""Giving a step to a server that takes its time, or that never shows what it recorded."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, Request

from cli.client import Client
from cli.demo.cast import Member
from cli.demo.plan import Scene
from cli.demo.playing import PATIENCE, NotShown, Played, play
from cli.demo.steps import ENGAGEMENT, PILOT, Step

URL, TOKEN = "http://fairway.test/graphql", "whatever says who asks"
START = Step(
    chapter="Mapping",
    key="engagement",
    by="ana",
    on=date(2026, 8, 14),
    mutation="startEngagement",
    input={"name": "Letters"},
    gives=ENGAGEMENT,
)
SCENE = Scene(step=START, at=datetime(2026, 8, 14, 13, tzinfo=UTC))


class Slow:
    """Answers with these statuses in turn, the last one for ever; all but the first time the step is known."""

    def __init__(self, statuses: Sequence[str]) -> None:
        self.statuses = statuses
        self.inputs: list[dict[str, Any]] = []

    async def answer(self, request: Request) -> dict[str, Any]:
        self.inputs.append((await request.json())["variables"]["input"])
        asked = len(self.inputs)
        status = self.statuses[min(asked, len(self.statuses)) - 1]
        consistency = {"token": f"seen {asked}", "status": status, "repeated": asked > 1}
        engagement = {"id": "an id"} if status == "REACHED" else None
        payload = {"engagement": engagement, "rejection": None, "consistency": consistency}
        return {"data": {"startEngagement": payload}}

    async def plays(self) -> Played:
        app = FastAPI()
        app.add_api_route("/graphql", self.answer, methods=["POST"])
        people = {"ana": Member(token=TOKEN, issuer="an issuer", subject="ana")}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as http:
            return await play([SCENE], cast=people, client=Client(http, URL), prefix="Letters", heard=lambda _: None)


async def test_a_step_whose_views_lag_is_asked_for_again_under_the_same_key() -> None:
    server = Slow(["TIMED_OUT", "TIMED_OUT", "REACHED"])
    played = await server.plays()
    assert len(server.inputs) == 3
    assert server.inputs[0] == server.inputs[2]
    assert (played.ids[ENGAGEMENT], played.steps, played.repeated, played.seen) == ("an id", 1, 0, "seen 3")
    assert PILOT not in played.ids


@pytest.mark.parametrize(("status", "asked"), [("TIMED_OUT", PATIENCE + 1), ("PARKED", 1)])
async def test_a_step_that_is_never_shown_ends_the_play(status: str, asked: int) -> None:
    server = Slow([status])
    with pytest.raises(NotShown, match="engagement was recorded, but the views do not come to show it"):
        await server.plays()
    assert len(server.inputs) == asked


async def test_a_step_says_when_it_happened_and_keeps_its_key_for_ever() -> None:
    server = Slow(["REACHED"])
    await server.plays()
    assert server.inputs == [
        {
            "name": "Letters",
            "idempotencyKey": "782172dc-874e-5ccf-a21d-6f4b4a71090a",
            "occurredAt": "2026-08-14T13:00:00+00:00",
        }
    ]
