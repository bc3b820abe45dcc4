"""Reading your own write: at once, by a token, or honestly not yet."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import httpx
import pytest
import pytest_asyncio

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.running import Running, running_fairway
from tests.acceptance.api.story import in_days, owned_gap, started_engagement
from tests.acceptance.api.test_refused_measurement import ROW, on_a_live_one

GAP = "query Gap($id: ID!) { gap(id: $id) { due version } }"
BLINK = 0.3
OF_ENGAGEMENTS = "select schema from engagement.build where state = 'SERVING'"
OF_MEASUREMENT = "select schema from measurement.build where state = 'SERVING'"
DASHBOARD = """query($id: ID!) { engagement(id: $id) {
  goLiveDashboard { position lag series { windows { observations } } }
} }"""
TENANT = {"locale": "EN", "timeZone": "America/Vancouver", "currency": "CAD", "dataRegion": "CANADA"}


@pytest_asyncio.fixture(scope="module")
async def impatient(running: Running) -> AsyncIterator[Desk]:
    """The desk of an application on the same database that waits for no more than a blink."""
    async with running_fairway(running.database, running.folder, wait_seconds=BLINK) as app:
        yield await app.tenancy()


@asynccontextmanager
async def standing_still(running: Running, desk: Desk, serving: str = OF_ENGAGEMENTS) -> AsyncIterator[None]:
    """No view of this tenant moves on: somebody else holds the row by which its projectors take turns."""
    (build,) = await running.superuser.fetch(serving)
    holder = await asyncpg.connect(running.database.superuser)
    try:
        async with holder.transaction():
            await holder.execute(f"set local search_path = {build['schema']}")
            await holder.execute("select from checkpoint where tenant_id = $1 for update", desk.tenant)
            yield
    finally:
        await holder.close()


async def read(desk: Desk, gap: str, token: str) -> httpx.Response:
    return await desk.post(GAP, {"id": gap}, headers={"fairway-consistency": token})


async def test_the_payload_of_a_change_shows_it_already(desk: Desk) -> None:
    gap = await owned_gap(desk, await started_engagement(desk))
    for number in range(1, 10):
        payload = await desk.send("setGapDueDate", gapId=gap, due=f"2027-05-0{number}")
        assert payload["gap"]["due"] == f"2027-05-0{number}"
        assert payload["consistency"]["status"] == "REACHED"
        assert payload["consistency"]["position"] == await desk.head()


async def test_a_token_is_waited_for_until_the_views_show_what_it_stands_for(running: Running, impatient: Desk) -> None:
    gap = await owned_gap(impatient, await started_engagement(impatient))
    patient = Desk(fairway=running.fairway, tenancy=impatient.tenancy, http=running.http)
    async with standing_still(running, impatient):
        payload = await impatient.send("setGapDueDate", gapId=gap, due="2027-05-01")
        token = payload["consistency"]["token"]
        reading = asyncio.create_task(read(patient, gap, token))
        assert (await read(impatient, gap, token)).json()["data"]["gap"]["due"] is None
        assert not reading.done()
    answer = (await reading).json()
    assert answer["data"]["gap"]["due"] == "2027-05-01"
    position = payload["consistency"]["position"]
    assert answer["extensions"]["consistency"] == {"engagement": {"position": position, "lag": 0, "status": "REACHED"}}


async def test_what_is_not_there_in_time_is_said_not_to_be_there(running: Running, impatient: Desk) -> None:
    gap = await owned_gap(impatient, await started_engagement(impatient))
    before = await impatient.head()
    async with standing_still(running, impatient):
        payload = await impatient.send("setGapDueDate", gapId=gap, due="2027-05-01")
        begin = asyncio.get_running_loop().time()
        answer = (await read(impatient, gap, payload["consistency"]["token"])).json()
        took = asyncio.get_running_loop().time() - begin
        stale = await impatient.codes(f"{{ asOf(seq: {before + 1}) {{ tenant {{ name }} }} }}")
    assert payload["rejection"] is None
    assert payload["consistency"]["status"] == "TIMED_OUT"
    assert BLINK <= took < BLINK + 5
    assert answer["data"]["gap"]["due"] is None
    assert answer["extensions"]["consistency"] == {"engagement": {"position": before, "lag": 1, "status": "TIMED_OUT"}}
    assert stale == ["VIEWS_BEHIND"]


@pytest.mark.req("RL8")
async def test_the_dashboard_says_how_far_it_is_behind(running: Running, impatient: Desk) -> None:
    of = await on_a_live_one(impatient) | {"day": in_days(0), "source": "Help desk"}

    async def shown() -> tuple[int, int, int] | None:
        board = (await impatient.ask(DASHBOARD, id=of["engagementId"]))["engagement"]["goLiveDashboard"]
        several = [each["observations"] for series in board["series"] for each in series["windows"]] if board else []
        return (board["position"], board["lag"], sum(several)) if board else None

    before = await impatient.head()
    async with asyncio.timeout(10):
        while await shown() != (before, 0, 0):
            pass
    async with standing_still(running, impatient, OF_MEASUREMENT):
        assert (await impatient.send("recordObservations", **of, observations=[ROW]))["rejection"] is None
        assert await shown() == (before, 1, 0)
    async with asyncio.timeout(10):
        while (found := await shown()) and not found[2]:
            assert found == (before, 1, 0)
    assert await shown() == (before + 1, 0, 1)


async def test_a_command_that_timed_out_is_recorded_all_the_same(running: Running, impatient: Desk) -> None:
    gap = await owned_gap(impatient, await started_engagement(impatient))
    before = await impatient.head()
    async with standing_still(running, impatient):
        for _ in range(2):
            payload = await impatient.send("startGap", gapId=gap, idempotencyKey="once")
    assert payload["consistency"]["repeated"] is True
    assert await impatient.head() == before + 1


async def test_a_request_without_a_token_waits_for_nothing_and_says_nothing(desk: Desk) -> None:
    answer = (await desk.post("{ viewer { id } }")).json()
    assert "consistency" not in (answer.get("extensions") or {})


async def test_a_token_serves_everybody_of_its_tenant(desk: Desk) -> None:
    payload = await desk.send("configureTenant", by=Role.ADMINISTRATOR, **TENANT)
    token = {"fairway-consistency": payload["consistency"]["token"]}
    answer: Answer = (await desk.post("{ tenant { timeZone } }", by=Role.AUDITOR, headers=token)).json()
    assert answer["data"]["tenant"] == {"timeZone": "America/Vancouver"}
    assert answer["extensions"]["consistency"]["engagement"]["status"] == "REACHED"


async def test_a_token_that_was_altered_is_refused(desk: Desk) -> None:
    payload = await desk.send("configureTenant", by=Role.ADMINISTRATOR, **TENANT)
    token = payload["consistency"]["token"]
    flipped = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
    for altered in ("nothing", token[:-1], token + "A", flipped):
        answer = (await desk.post("{ viewer { id } }", headers={"fairway-consistency": altered})).json()
        assert answer["errors"][0]["extensions"]["code"] == "BAD_CONSISTENCY_TOKEN", altered


async def test_each_of_several_changes_in_one_request_sees_those_before_it(desk: Desk) -> None:
    gap = await owned_gap(desk, await started_engagement(desk))
    query = """
    mutation Several($gap: ID!) {
      due: setGapDueDate(input: {gapId: $gap, due: "2027-05-01"}) { gap { due version } }
      started: startGap(input: {gapId: $gap}) { gap { due status version } }
      stale: startGap(input: {gapId: $gap, expectedVersion: 2}) { rejection { code } }
    }
    """
    found = await desk.ask(query, gap=gap)
    assert found == {
        "due": {"gap": {"due": "2027-05-01", "version": 3}},
        "started": {"gap": {"due": "2027-05-01", "status": "IN_PROGRESS", "version": 4}},
        "stale": {"rejection": {"code": "VERSION_CONFLICT"}},
    }
