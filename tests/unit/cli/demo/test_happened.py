"""What happened by itself is asked for when a step is about it, by whoever takes the step."""

from collections.abc import Sequence

import httpx
import pytest
from fastapi import FastAPI, Request
from graphql import build_schema, parse, validate

from cli.client import Client
from cli.demo.happened import LAST, NothingFired, happened
from cli.demo.mutations import SCHEMA
from cli.demo.steps import ENGAGEMENT, Ref
from cli.demo.typed import reference

KNOWN = {ENGAGEMENT: "an engagement", Ref(noun="Made", key="trigger/adoption"): "a trigger"}
URL, TOKEN = "http://fairway.test/graphql", "whatever says who asks"


async def asked(refs: Sequence[Ref], *interventions: str) -> tuple[dict[Ref, str], list[object]]:
    """What was found, and what was asked for that."""
    wanted: list[object] = []

    async def answer(request: Request) -> dict[str, object]:
        wanted.append(((await request.json())["variables"], request.headers["fairway-consistency"]))
        nodes = [{"id": each} for each in interventions]
        return {"data": {"engagement": {"interventions": {"nodes": nodes}}}}

    app = FastAPI()
    app.add_api_route("/graphql", answer, methods=["POST"])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as http:
        found = await happened(refs, KNOWN, client=Client(http, URL), token=TOKEN, seen="so far")
    return found, wanted


async def test_an_intervention_is_the_last_one_of_its_trigger() -> None:
    ref = reference("intervention/trigger/adoption")
    found, wanted = await asked([ENGAGEMENT, ref], "an intervention")
    assert found == {ref: "an intervention"}
    assert wanted == [({"engagement": "an engagement", "trigger": "a trigger"}, "so far")]


async def test_a_step_about_nothing_that_happened_asks_for_nothing() -> None:
    assert await asked([ENGAGEMENT]) == ({}, [])


async def test_where_nothing_fired_the_play_ends() -> None:
    with pytest.raises(NothingFired, match="trigger/adoption has not fired"):
        await asked([reference("intervention/trigger/adoption")])


def test_the_question_is_one_that_the_schema_knows() -> None:
    assert validate(build_schema(SCHEMA.read_text("utf-8")), parse(LAST)) == []
