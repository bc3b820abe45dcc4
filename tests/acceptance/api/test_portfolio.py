"""Two engagements are compared, and it is forecast when each goes live."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.change import peopled
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.measured import cased_engagement
from tests.acceptance.api.numbers import live
from tests.acceptance.api.portfolio import LITTLE, MUCH, entered, opened_round, scored
from tests.acceptance.api.story import in_days, owned_gap, registered_pilot, started_engagement

RANKING = """
query Ranking($round: ID!, $engagement: ID!) {
  portfolioRanking(round: $round) {
    position recomputed weights { factor weight } scoringPolicy { version unestimated { likely } }
    places {
      rank score gapSize unestimated pilotResultRank businessValue { minor currency }
      engagement { id name forecast { goLive { p50 p80 p95 } drivers { critical gap { title } } } }
      factors { factor part added }
    }
    flips { factor weight move above { name } below { name } }
  }
  portfolioRound(id: $round) { name rankedAt candidates { engagement { name } scores { factor score } } }
  portfolioRounds(first: 9) { totalCount nodes { id } }
  scoringPolicy { version factors { factor weight better measured label } }
  engagement(id: $engagement) { pastForecasts(first: 9) { totalCount nodes { position wentLiveOn daysLate within } } }
}
"""
FORECAST = """
query Forecast($id: ID!, $seq: Long!) {
  engagement(id: $id) { forecast { ...All } pastForecasts(first: 1) { nodes { position ready { p50 p80 p95 } } } }
  asOf(seq: $seq) { engagement(id: $id) { forecast { ...All } } }
}
fragment All on Forecast {
  madeOn runs pace unestimated unowned launchedOn
  ready { p50 p80 p95 } allResolved { p50 p80 p95 } goLive { p50 p80 p95 } drivers { critical sensitivity gap { id } }
}
"""
HELD = """
query Held($open: ID!, $done: ID!) {
  open: engagement(id: $open) { ...Past }
  done: engagement(id: $done) { ...Past }
  forecastCalibration { ready { ...All } goLive { ...All } }
}
fragment Past on Engagement {
  pastForecasts(first: 1) { nodes { readyThen { on daysLate within } daysLate within } }
}
fragment All on Calibration { forecasts engagements came daysLate kept { percent due kept judgement } }
"""
GROUNDS = """
query Grounds($round: ID!) {
  portfolioRound(id: $round) {
    candidates {
      businessValue { yearly { minor currency } } valueOnRecord { yearly { minor currency } revision contradicts }
      scores { score } complexityOnRecord { score headcount unprofiled contradicts }
    }
  }
}
"""
GAP = "No private endpoint"
ESTIMATE = {"low": "2", "likely": "3.5", "high": "8"}


async def engagement_of(desk: Desk, name: str, actual: str) -> str:
    """Of a pilot that reached this much."""
    pilot = await registered_pilot(desk, name)
    result = {"criterion": "Right", "unit": "%", "better": "HIGHER", "target": "90", "actual": actual}
    await desk.do("recordPilotResult", by=Role.PILOT_LEAD, pilotId=pilot, **result)
    await desk.do("closePilot", by=Role.PILOT_LEAD, pilotId=pilot, closedOn="2026-03-31", summary="It works")
    return str((await desk.do("startEngagement", pilotId=pilot, name=name))["id"])


@pytest.mark.req("RPF1", "RPF2", "RPF3", "RPF4", "RPF5", "RPF6", "RPF7", "RPF8", "X14")
async def test_the_best_candidate_comes_first_and_not_the_best_pilot(desk: Desk) -> None:
    of = await opened_round(desk)
    dazzling, sound = [
        await engagement_of(desk, name, actual) for name, actual in (("Dazzling", "99"), ("Sound", "80"))
    ]
    gap = await owned_gap(desk, dazzling, GAP)
    await desk.do("estimateGap", gapId=gap, **ESTIMATE)
    await scored(desk, await entered(desk, of, dazzling), LITTLE, 4, 5)
    await scored(desk, await entered(desk, of, sound), MUCH, 2, 3)
    await desk.do("rankPortfolio", roundId=of)
    found = await desk.ask(RANKING, round=of, engagement=sound)
    ranking = found["portfolioRanking"]
    places: list[dict[str, Any]] = ranking["places"]
    assert [place["engagement"]["name"] for place in places] == ["Sound", "Dazzling"]
    assert [place["score"] for place in places] == ["0.850000", "0.530000"]
    assert [place["gapSize"] for place in places] == ["0.00", "4.84"]
    assert [place["pilotResultRank"] for place in places] == [2, 1]
    assert ranking["recomputed"] is True
    assert ranking["scoringPolicy"] == {"version": 2, "unestimated": {"likely": "5"}}
    flips = [(flip["factor"], flip["weight"], flip["move"]) for flip in ranking["flips"]]
    assert flips == [("STRATEGIC_ALIGNMENT", "0.512195", "RAISED")]
    assert places[1]["engagement"]["forecast"]["drivers"] == [{"critical": "1.0000", "gap": {"title": GAP}}]
    assert [rule["weight"] for rule in found["scoringPolicy"]["factors"]] == ["0.35", "0.25", "0.20", "0.20"]
    assert found["engagement"]["pastForecasts"] == {"totalCount": 0, "nodes": []}


@pytest.mark.req("RPF2", "RPF4")
async def test_a_candidate_takes_its_value_and_its_change_from_what_is_on_record_and_says_what_contradicts_it(
    desk: Desk,
) -> None:
    of = await opened_round(desk)
    engagement, _ = await cased_engagement(desk)
    await peopled(desk, engagement)
    said = {"by": Role.SPONSOR, **await entered(desk, of, engagement), "reason": "As it stands there"}
    await desk.do("valueCandidate", **said)
    await desk.do("scoreCandidate", **said, factor="CHANGE_COMPLEXITY")
    (taken,) = (await desk.ask(GROUNDS, round=of))["portfolioRound"]["candidates"]
    a_year = {"minor": 12 * (39_900 * 85 - 1_800_000), "currency": "CAD"}
    assert (taken["businessValue"]["yearly"], taken["scores"]) == (a_year, [{"score": 2}])
    assert taken["valueOnRecord"] == {"yearly": a_year, "revision": 0, "contradicts": False}
    assert taken["complexityOnRecord"] == {"score": 2, "headcount": 50, "unprofiled": 2, "contradicts": False}
    await desk.do("valueCandidate", **said, yearly=MUCH)
    await desk.do("scoreCandidate", **said, factor="CHANGE_COMPLEXITY", score=5)
    (told,) = (await desk.ask(GROUNDS, round=of))["portfolioRound"]["candidates"]
    assert (told["valueOnRecord"]["contradicts"], told["complexityOnRecord"]["contradicts"]) == (True, True)


@pytest.mark.req("RPF1")
async def test_a_ranking_stands_as_it_was_until_it_is_made_anew(desk: Desk) -> None:
    of = await opened_round(desk)
    one, other = [await started_engagement(desk) for _ in range(2)]
    for engagement in (one, other):
        await scored(desk, await entered(desk, of, engagement), MUCH, 3, 3)
    await desk.do("rankPortfolio", roundId=of)
    gap = await owned_gap(desk, one)
    await desk.do("estimateGap", gapId=gap, **ESTIMATE)
    before = (await desk.ask(RANKING, round=of, engagement=one))["portfolioRanking"]
    assert before["recomputed"] is True
    assert {place["gapSize"] for place in before["places"]} == {"0.00"}
    await desk.do("rankPortfolio", roundId=of)
    after = (await desk.ask(RANKING, round=of, engagement=one))["portfolioRanking"]
    assert [place["engagement"]["id"] for place in after["places"]] == [other, one]
    assert after["position"] > before["position"]


@pytest.mark.req("X5")
async def test_the_same_position_gives_the_same_forecast_and_what_was_recorded_comes_back(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    for title in ("Endpoint", "Load test", "Training"):
        await desk.do("estimateGap", gapId=await owned_gap(desk, engagement, title), **ESTIMATE)
    position = await desk.head()
    await desk.do("recordForecast", engagementId=engagement)
    await desk.do("recordForecast", engagementId=engagement)
    found = await desk.ask(FORECAST, id=engagement, seq=position)
    now, then = found["engagement"]["forecast"], found["asOf"]["engagement"]["forecast"]
    assert now == then
    assert found["engagement"]["pastForecasts"]["nodes"] == [{"position": position, "ready": now["ready"]}]
    assert now["goLive"]["p50"] == max(now["ready"]["p50"], in_days(28))
    assert len(now["drivers"]) == 3


@pytest.mark.req("X5")
async def test_a_forecast_on_record_is_held_against_what_came_of_it(fresh_desk: Desk) -> None:
    desk = fresh_desk
    open_, done, dropped = [await started_engagement(desk, name) for name in ("Open", "Done", "Dropped")]
    await desk.do("estimateGap", gapId=await owned_gap(desk, open_, GAP), **ESTIMATE)
    for engagement in (open_, done, dropped):
        await desk.do("recordForecast", engagementId=engagement)
    await desk.do("stopEngagement", by=Role.SPONSOR, engagementId=dropped, reason="COST")
    await live(desk, done, in_days(30))
    found = await desk.ask(HELD, open=open_, done=done)
    assert found["open"]["pastForecasts"]["nodes"] == [{"readyThen": None, "daysLate": None, "within": None}]
    then = {"on": in_days(0), "daysLate": 0, "within": 50}
    assert found["done"]["pastForecasts"]["nodes"] == [{"readyThen": then, "daysLate": 2, "within": 100}]
    both, ready, late = found["forecastCalibration"], {"came": 1, "daysLate": 0}, {"came": 1, "daysLate": 2}
    few = {"due": 0, "kept": 0, "judgement": "TOO_FEW"}
    counts = {"forecasts": 2, "engagements": 2, "kept": [{"percent": each, **few} for each in (50, 80, 95)]}
    assert (both["ready"], both["goLive"]) == ({**counts, **ready}, {**counts, **late})
