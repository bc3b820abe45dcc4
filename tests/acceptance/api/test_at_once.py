"""Many people at once in one engagement: nobody is sent away because others were faster."""

import asyncio
from itertools import pairwise

from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import in_days, opened_gap, started_engagement

MANY = 50


async def test_gaps_are_opened_arranged_and_linked_by_many_at_once(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    gaps = await asyncio.gather(*(opened_gap(desk, engagement, f"Gap {number}") for number in range(MANY)))
    assert len(set(gaps)) == MANY
    await asyncio.gather(*(desk.do("setGapDueDate", gapId=gaps[0], due=in_days(day)) for day in range(1, MANY + 1)))
    await asyncio.gather(
        *(desk.do("linkGaps", engagementId=engagement, gapId=gap, needs=needed) for gap, needed in pairwise(gaps))
    )
    found = await desk.ask("query Version($id: ID!) { gap(id: $id) { version } }", id=gaps[0])
    assert found["gap"]["version"] == 1 + MANY + 1
