"""Whoever follows the README gets the answers that it shows."""

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import running_fairway
from tests.architecture.tree import ROOT
from tests.database import Database, copy_of

README = (ROOT / "README.md").read_text("utf-8")
REQUEST = re.compile(r"^curl .* -d '(\{.*?\})'$", flags=re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"^```json\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)
QUERY = re.compile(r"^```graphql\n(.*?)^```", flags=re.MULTILINE | re.DOTALL)


@pytest_asyncio.fixture(scope="module")
async def desk(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """The sample tenant, as `make run` sets it up."""
    folder = tmp_path_factory.mktemp("readme")
    async with copy_of(template, server) as database, running_fairway(database, folder) as running:
        yield await running.tenancy()


async def posted(desk: Desk, body: dict[str, Any], by: str) -> Any:  # noqa: ANN401 - whatever JSON comes back
    answer = await desk.http.post("/graphql", json=body, headers=desk.headers(by))
    return answer.json()


async def test_the_curl_of_the_readme_answers_as_shown_there_and_the_query_shows_it(desk: Desk) -> None:
    (request,) = map(json.loads, REQUEST.findall(README))
    recorded, rejected = map(json.loads, ANSWER.findall(README))
    (query,) = QUERY.findall(README)
    assert await posted(desk, request, "pilot_lead") == recorded
    assert await posted(desk, request, "auditor") == rejected
    found = (await posted(desk, {"query": query}, "auditor"))["data"]
    assert found["events"]["nodes"][-1]["type"] == "PilotRegistered"
    assert found["events"]["nodes"][-1]["actor"] == {"name": "Sample pilot lead"}
    assert found["asOf"] == {"pilots": {"nodes": []}}
