"""What a browser finds at the endpoint: GraphiQL where its scripts can be reached, and a form that needs none."""

import re

import httpx

from gateway.schema.export import SDL
from tests.acceptance.api.desk import Desk

BROWSER = {"accept": "text/html,application/xhtml+xml"}
OUTSIDE = re.compile(r"https?://[^\"'\s]+")


async def page(desk: Desk) -> str:
    response = await desk.http.get("/graphql", headers=BROWSER)
    assert response.status_code == httpx.codes.OK
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return response.text


async def test_a_browser_finds_a_form_that_works_without_any_other_host(desk: Desk) -> None:
    found = await page(desk)
    before_scripts = found.partition("<script>")[0]
    assert OUTSIDE.findall(before_scripts) == []
    assert {"token", "query", "variables"} <= set(re.findall(r'id="([a-z]+)"', before_scripts))
    assert "<noscript>" in before_scripts
    assert "which this browser does not reach" in found


async def test_what_comes_from_another_host_is_named_and_sealed(desk: Desk) -> None:
    found = await page(desk)
    assert OUTSIDE.findall(found) == ["https://unpkg.com/"]
    files = re.findall(r'\["([a-z-]+@[0-9.]+/[^"]+)", "(sha384-[A-Za-z0-9+/]{64})"\]', found)
    assert [file.rpartition(".")[2] for file, _ in files] == ["css", "js", "js", "js"]


async def test_the_schema_can_be_read_by_whoever_finds_the_page(desk: Desk) -> None:
    assert '<a href="/schema.graphql">' in await page(desk)
    response = await desk.http.get("/schema.graphql")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.text == SDL.read_text("utf-8")


async def test_a_program_finds_no_page(desk: Desk) -> None:
    response = await desk.http.get("/graphql", headers={"accept": "application/json"})
    assert response.status_code == httpx.codes.BAD_REQUEST
    assert response.json()["errors"][0]["extensions"]["code"] == "QUERY_MISSING"
