"""The log and the views of a running Fairway, read over HTTP to the last page, and held against one another."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any

import httpx

from tests.acceptance.crash.clients import Acknowledged, answer
from tests.acceptance.crash.process import Up

PAGE = 100
LOG = """query ($after: String) { page: events(first: 100, after: $after) {
  nodes { seq type commandId stream } hasNextPage endCursor } }"""
PILOTS = """query ($after: String) { page: pilots(first: 100, after: $after) {
  nodes { id results { criterion } costs { id } } pageInfo { hasNextPage endCursor } } }"""
CATCHES_UP_WITHIN = 30.0
VIEWS = "{ services { position head lag parked { scope } } }"


async def caught_up(http: httpx.AsyncClient, address: str) -> dict[str, Any]:
    """Where the views stand, as soon as they show all that there is."""
    async with asyncio.timeout(CATCHES_UP_WITHIN):
        while True:
            services = answer(await http.post(address, json={"query": VIEWS}))["services"]
            if all(views["lag"] == 0 for views in services):
                return dict(services[0])


async def check(up: Up, acknowledged: Sequence[Acknowledged]) -> None:
    """Nothing acknowledged is missing, nothing is there twice or unasked, and the views show the log."""
    headers = {"authorization": f"Bearer {up.tokens['auditor']}"}
    async with httpx.AsyncClient(headers=headers, timeout=30) as http:
        views = await caught_up(http, up.address)
        log = await all_of(http, up.address, LOG)
        pilots = await all_of(http, up.address, PILOTS)
    assert [event["seq"] for event in log] == list(range(1, len(log) + 1))
    written = {event["seq"]: event for event in log if event["stream"].startswith("pilot-")}
    assert {each.position: each.type for each in acknowledged} == {s: event["type"] for s, event in written.items()}
    assert len(written) == len(acknowledged) == len({event["commandId"] for event in written.values()})
    kinds = Counter((each.pilot, each.type) for each in acknowledged)
    assert set(kinds.values()) <= {1}
    assert shown(pilots) == kinds
    assert (views["position"], views["lag"], views["parked"]) == (len(log), 0, [])


def shown(pilots: Sequence[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """What the views know of each pilot, told as the events behind it."""
    return Counter(
        (pilot["id"], kind)
        for pilot in pilots
        for kind, of_it in (
            ("PilotRegistered", [pilot]),
            ("PilotResultRecorded", pilot["results"]),
            ("PilotCostRecorded", pilot["costs"]),
        )
        for _ in of_it
    )


async def all_of(http: httpx.AsyncClient, address: str, query: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        response = await http.post(address, json={"query": query, "variables": {"after": after}})
        page = answer(response)["page"]
        nodes += page["nodes"]
        end = page.get("pageInfo", page)
        after = end["endCursor"]
        if not end["hasNextPage"]:
            return nodes
