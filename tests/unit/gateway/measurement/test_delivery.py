"""Commands on their way: what was begun ends with whoever listens."""

import asyncio
from contextlib import aclosing
from datetime import timedelta
from io import StringIO

import pytest

from gateway.measurement.batches import batches
from gateway.measurement.delivery import Delivery
from gateway.measurement.formats import rows
from shared.events.tenants import Locale
from tests.facts.engagements import ENGAGEMENT
from tests.facts.observations import DAY
from tests.unit.gateway.measurement.counter import Counter
from tests.unit.gateway.measurement.test_uploading import kpi, under_header


@pytest.mark.req("RL4")
async def test_whoever_stops_listening_ends_what_is_under_way() -> None:
    counter = Counter()
    counter.together = asyncio.Barrier(3)
    delivery = Delivery(
        send=counter.desk.send,
        new_id=counter.desk.new_id,
        identity=await counter.desk.authenticate("bo"),
        engagement_id=ENGAGEMENT,
        source="Sign-ins",
        told_in=Locale.EN,
    )
    lines = [kpi("claim-1", day=DAY + timedelta(days=number)) for number in (0, 1, 2, 3, 0)]
    answers = delivery.answered(batches(rows(StringIO(under_header(*lines)), header=True), most_at_once=1))
    async with asyncio.timeout(10):
        async with aclosing(answers):
            assert [each.answer.status.value for each in (await anext(answers)).rows] == ["taken"]
    assert counter.held() == 3
