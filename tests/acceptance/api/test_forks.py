"""What would be, had something happened: asked of a fork, and recorded nowhere."""

from typing import Any

import pytest

from gateway.schema.ids import uuid_of
from shared.events.people import Role
from tests.acceptance.api.at_gates import GATES_THEN
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.on_the_way import WAY_THEN
from tests.acceptance.api.recording import Run
from tests.acceptance.api.story import opened_gap, started_engagement, unknown

FORKED = "fork(engagement: $engagement, assume: $assume, seq: $seq, at: $at)"
RESOLVE = """query Fork($id: ID!, $assume: [AssumedEventInput!], $seq: Long, $at: DateTime) {
  fork(engagement: $id, assume: $assume, seq: $seq, at: $at) {
    engagement(id: $id) { forecast { goLive { p50 p80 p95 } unestimated } readiness { now { outcome } } }
    gaps(first: 100) { nodes { id status version } }
  }
}"""
SCOPE: dict[str, Any] = {part: [] for part in ("in_scope", "out_of_scope", "target_users", "sites")}
GAPS = "{ gaps(first: 100) { nodes { id status version } } }"


def forked(document: str) -> str:
    """The same questions of an empty fork as of the past."""
    assert "asOf(seq: $seq, at: $at)" in document
    return document.replace("asOf(seq: $seq, at: $at)", FORKED).replace(
        "($seq: Long,", "($assume: [AssumedEventInput!], $seq: Long,", 1
    )


@pytest.mark.req("X13")
async def test_an_empty_fork_reads_as_the_trunk(run: Run) -> None:
    last, _ = run.read[-1]
    for document in (GATES_THEN, WAY_THEN):
        then = await run.desk.ask(document, by=Role.AUDITOR, **last.ids, seq=last.seq)
        fork = await run.desk.ask(forked(document), by=Role.AUDITOR, **last.ids, seq=last.seq)
        assert fork["fork"] == then["asOf"]


def estimated(gap: str, likely: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever an event holds
    data = {"gap_id": str(uuid_of("Gap", gap)), "low": likely, "likely": likely, "high": likely}
    return {"type": "GapEstimated", "data": {**data, **more}}


@pytest.mark.req("X13")
async def test_what_is_assumed_moves_the_forecast_and_leaves_the_log_as_it_was(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagement = await started_engagement(desk)
    gap = await opened_gap(desk, engagement)
    head, before = await desk.fairway.ledger.head(desk.tenant), await desk.ask(GAPS)
    assume = [estimated(gap, "30")]
    found = (await desk.ask(RESOLVE, id=engagement, assume=assume))["fork"]
    empty = (await desk.ask(RESOLVE, id=engagement))["fork"]
    assert found["engagement"]["forecast"]["unestimated"] == empty["engagement"]["forecast"]["unestimated"] - 1
    assert found["gaps"]["nodes"][0]["version"] == 0
    assert empty["gaps"] == before["gaps"] == (await desk.ask(GAPS))["gaps"]
    assert await desk.fairway.ledger.head(desk.tenant) == head


@pytest.mark.req("X13")
async def test_whatever_cannot_be_assumed_is_refused_by_name(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagement = await started_engagement(desk)
    other = await started_engagement(desk, "Another engagement")
    gap, foreign = await opened_gap(desk, engagement), await opened_gap(desk, other)
    head = await desk.head()

    async def codes(assume: list[Any], **more: Any) -> list[str]:  # noqa: ANN401 - variables
        return await desk.codes(RESOLVE, id=engagement, assume=assume, **more)

    good = estimated(gap, "3")
    assert await codes([{"type": "GapVanished", "data": {}}]) == ["UNKNOWN_EVENT_TYPE"]
    assert await codes([{"type": "RoleGranted", "data": {}}]) == ["EVENT_NOT_ASSUMABLE"]
    assert await codes([estimated(gap, "3", colour="blue")]) == ["ASSUMED_EVENT_MALFORMED"]
    assert await codes([estimated(gap, "three")]) == ["ASSUMED_EVENT_MALFORMED"]
    assert await codes([{"type": "GapEstimated", "data": [1.5, None]}]) == ["ASSUMED_EVENT_MALFORMED"]
    assert await codes([{**good, "data": "\u0000" * 9}]) == ["ASSUMED_EVENT_MALFORMED"]
    assert await codes([estimated(foreign, "3")]) == ["ASSUMPTION_DOES_NOT_FIT"]
    assert await codes([estimated(unknown("Gap"), "3")]) == ["ASSUMPTION_DOES_NOT_FIT"]
    assert await codes(
        [{"type": "ScopeDefined", "data": SCOPE | {"engagement_id": str(uuid_of("Engagement", other))}}]
    ) == ["ASSUMED_ELSEWHERE"]
    assert await codes([{**good, "by": engagement}]) == ["BAD_ID"]
    assert await codes([{**good, "occurredAt": "2199-01-01T00:00:00Z"}]) == ["ASSUMED_TOO_LATE"]
    assert await codes([good] * 51) == ["TOO_MANY_ASSUMED_EVENTS"]
    assert await desk.head() == head


@pytest.mark.req("X13")
async def test_a_fork_begins_at_one_position_of_one_engagement(fresh_desk: Desk) -> None:
    desk = fresh_desk
    engagement, head = await started_engagement(desk), await desk.head()

    async def codes(**more: Any) -> list[str]:  # noqa: ANN401 - variables
        return await desk.codes(RESOLVE, id=engagement, assume=[], **more)

    assert await codes(seq=head + 1) == ["AS_OF_IN_THE_FUTURE"]
    assert await codes(seq=-1) == ["AS_OF_NEGATIVE"]
    assert await codes(seq=1, at="2026-03-02T09:00:00Z") == ["AS_OF_AMBIGUOUS"]
    nested = "query ($id: ID!) { fork(engagement: $id) { fork(engagement: $id) { tenant { name } } } }"
    assert await desk.codes(nested, id=engagement) == ["FORK_NESTED"]
    absent = await desk.ask(RESOLVE, id=unknown("Engagement"), assume=[])
    assert absent["fork"] is None
    assert (await desk.ask(RESOLVE, id=engagement, assume=[], seq=0))["fork"] is None


@pytest.mark.req("X13")
async def test_nobody_forks_an_engagement_of_another_tenant(run: Run, fresh_desk: Desk) -> None:
    found = await fresh_desk.ask(RESOLVE, id=run.ids["engagement"], assume=[estimated(run.ids["gap"], "3")])
    assert found["fork"] is None
