"""Rules of the portfolio: each is broken once, told as data, and leaves the log as it was."""

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.portfolio import MUCH, entered, opened_round
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import started_engagement, unknown

SAID = {"by": Role.SPONSOR, "reason": "As the departments said"}


async def round_not_found(desk: Desk) -> Answer:
    return await desk.refused("rankPortfolio", roundId=unknown("PortfolioRound"))


async def candidate_not_entered(desk: Desk) -> Answer:
    candidate = {"roundId": await opened_round(desk), "engagementId": unknown("Engagement")}
    return await desk.refused("valueCandidate", **SAID, **candidate, yearly=MUCH)


async def value_in_another_currency(desk: Desk) -> Answer:
    of = await opened_round(desk)
    one, other = [await entered(desk, of, await started_engagement(desk)) for _ in range(2)]
    await desk.do("valueCandidate", **SAID, **one, yearly=MUCH)
    return await desk.refused("valueCandidate", **SAID, **other, yearly={**MUCH, "currency": "USD"})


async def factor_not_scored(desk: Desk) -> Answer:
    candidate = await entered(desk, await opened_round(desk), await started_engagement(desk))
    return await desk.refused("scoreCandidate", **SAID, **candidate, factor="GAP_SIZE", score=3)


async def nothing_to_rank(desk: Desk) -> Answer:
    return await desk.refused("rankPortfolio", roundId=await opened_round(desk))


async def candidates_not_scored(desk: Desk) -> Answer:
    of = await opened_round(desk)
    for _ in range(2):
        await entered(desk, of, await started_engagement(desk))
    return await desk.refused("rankPortfolio", roundId=of)


async def candidate_stopped(desk: Desk) -> Answer:
    of = await opened_round(desk)
    one, _ = [await entered(desk, of, await started_engagement(desk)) for _ in range(2)]
    await desk.do("stopEngagement", by=Role.SPONSOR, engagementId=one["engagementId"], reason="COST")
    refused = await desk.refused("rankPortfolio", roundId=of)
    await desk.do("withdrawCandidate", **one, reason="It was stopped")
    left = await desk.refused("rankPortfolio", roundId=of)
    assert left["code"] == "NOTHING_TO_RANK"
    return refused


async def no_worth_on_record(desk: Desk) -> Answer:
    candidate = await entered(desk, await opened_round(desk), await started_engagement(desk))
    return await desk.refused("valueCandidate", **SAID, **candidate)


async def no_population_on_record(desk: Desk) -> Answer:
    candidate = await entered(desk, await opened_round(desk), await started_engagement(desk))
    return await desk.refused("scoreCandidate", **SAID, **candidate, factor="CHANGE_COMPLEXITY")


ATTEMPTS: dict[Attempt, list[str]] = {
    round_not_found: [],
    candidate_not_entered: ["input", "engagementId"],
    value_in_another_currency: ["input", "yearly", "currency"],
    factor_not_scored: ["input", "factor"],
    nothing_to_rank: [],
    candidates_not_scored: [],
    candidate_stopped: [],
    no_worth_on_record: ["input", "yearly"],
    no_population_on_record: ["input", "score"],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
