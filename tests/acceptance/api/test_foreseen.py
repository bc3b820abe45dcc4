"""Forecasts and rounds of the portfolio can be followed: what moved them, and how they read since."""

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.line import line
from tests.acceptance.api.log import last_cursor
from tests.acceptance.api.portfolio import entered, opened_round
from tests.acceptance.api.story import in_days, owned_gap, started_engagement

FORECASTS = """subscription($after: String, $engagement: ID) {
  forecastChanged(after: $after, engagementId: $engagement) {
    event { type } engagement { forecast { unestimated } stageForecast { stage daysLate } }
  }
}"""
ROUNDS = """subscription($after: String) {
  portfolioRoundChanged(after: $after) { event { type } round { name candidates { engagement { id } } } }
}"""


@pytest.mark.req("RB6", "X5", "X8")
async def test_what_moves_a_forecast_and_a_round_is_told_as_it_comes(desk: Desk, port: int) -> None:
    begin = await last_cursor(desk)
    engagement = await started_engagement(desk)
    gap = await owned_gap(desk, engagement)
    await desk.do("linkGapToStage", gapId=gap, stage="ASSESSMENT")
    await desk.do("setGapDueDate", gapId=gap, due=in_days(31))
    await entered(desk, await opened_round(desk, "Spring"), engagement)
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        moved = await auditor.take(await auditor.begin(FORECASTS, after=begin, engagement=engagement), 4)
        rounds = await auditor.take(await auditor.begin(ROUNDS, after=begin), 2)
    told = [each["forecastChanged"] for each in moved]
    types = ["GapOpened", "GapOwnerAssigned", "GapStageLinked", "GapDueDateSet"]
    assert [each["event"]["type"] for each in told] == types
    assert told[-1]["engagement"] == {
        "forecast": {"unestimated": 1},
        "stageForecast": {"stage": "ASSESSMENT", "daysLate": 10},
    }
    last = rounds[-1]["portfolioRoundChanged"]
    assert [each["portfolioRoundChanged"]["event"]["type"] for each in rounds] == [
        "PortfolioRoundOpened",
        "CandidateEntered",
    ]
    assert last["round"] == {"name": "Spring", "candidates": [{"engagement": {"id": engagement}}]}
