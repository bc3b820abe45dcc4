"""Timers: given once, when they are due by the store's clock, the one due first before all others."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from shared.events.gaps import GapDeferralExpired
from shared.events.ownership import ReviewMissed
from shared.eventstore.handle import Receipt, Request
from shared.eventstore.system import FAIRWAY
from shared.reacting.acting import under_way
from tests.contract.reacting.stage import QUICK, Stage, new_tenant
from tests.facts.endings import PARKED, RESUMED
from tests.facts.engagements import STARTED
from tests.facts.gaps import DEFERRED, DUE, GAP_ID, OPENED
from tests.facts.go_live import GO_LIVE_PLANNED
from tests.facts.ownership import PATH_DEFINED, SCHEDULED
from tests.facts.people import NOW
from tests.facts.tenants import TENANT_CONFIGURED, TENANT_REGISTERED

MIDNIGHT = datetime(2026, 5, 5, tzinfo=UTC)  # the day after the gap was put off to
SECOND = timedelta(seconds=1)
VANCOUVER = replace(TENANT_CONFIGURED, time_zone="America/Vancouver")
OVER = (GapDeferralExpired, ReviewMissed)


def gap(number: int, until: date) -> tuple[object, object]:
    gap_id = UUID(int=0x6A00 + number)
    return replace(OPENED, gap_id=gap_id), replace(DEFERRED, gap_id=gap_id, until=until)


async def test_it_is_given_as_soon_as_its_day_begins_and_says_when_that_was(stage: Stage, tenant: UUID) -> None:
    await stage.record(tenant, OPENED, DEFERRED)
    await stage.at(MIDNIGHT - SECOND)
    assert await stage.recorded(tenant, *OVER) == []
    await stage.at(MIDNIGHT + timedelta(hours=7))
    (entry,) = await stage.recorded(tenant, *OVER)
    assert (entry.occurred_at, entry.recorded_at) == (MIDNIGHT, MIDNIGHT + timedelta(hours=7))
    (_, deferred, *_) = await stage.worker.after(tenant, 0, 2)
    assert (entry.actor, entry.causation_id) == (FAIRWAY, deferred.event_id)
    assert entry.correlation_id == deferred.correlation_id


async def test_days_are_those_of_the_tenant_as_it_counts_them_now(stage: Stage, tenant: UUID) -> None:
    away = MIDNIGHT.replace(tzinfo=ZoneInfo("America/Vancouver"))
    await stage.record(tenant, TENANT_REGISTERED, OPENED, DEFERRED, VANCOUVER)
    await stage.at(away - SECOND)
    assert await stage.recorded(tenant, *OVER) == []
    await stage.at(away)
    (entry,) = await stage.recorded(tenant, *OVER)
    assert entry.occurred_at == away


async def test_a_timer_that_was_set_anew_is_not_given_when_it_was_due_before(stage: Stage, tenant: UUID) -> None:
    later = replace(DEFERRED, until=date(2026, 6, 1))
    await stage.record(tenant, OPENED, DEFERRED, later)
    await stage.at(MIDNIGHT + SECOND)
    assert [request for request in stage.sent if request.tenant == tenant] == []
    await stage.at(datetime(2026, 6, 2, tzinfo=UTC))
    assert len(await stage.recorded(tenant, *OVER)) == 1


async def test_with_the_clock_far_ahead_all_are_given_in_the_order_in_which_they_were_due(
    stage: Stage, tenant: UUID
) -> None:
    days = [date(2026, 5, day) for day in (20, 4, 31, 11)]
    gaps = [fact for number, day in enumerate(days) for fact in gap(number, day)]
    await stage.record(tenant, STARTED, *gaps, PATH_DEFINED, SCHEDULED, replace(GO_LIVE_PLANNED, planned_on=days[0]))
    await stage.at(NOW + timedelta(days=100))
    due = [request.occurred_at for request in stage.sent if request.tenant == tenant]
    noon = datetime(2026, 5, 20, 12, tzinfo=UTC)
    midnights = [datetime(2026, month, day, tzinfo=UTC) for month, day in ((5, 5), (5, 12), (5, 21), (6, 1), (6, 3))]
    assert due[:2] == midnights[:2]
    assert [each for each in due if each != noon] == midnights
    assert due.index(noon) == 2
    entries = await stage.recorded(tenant, *OVER)
    assert [entry.occurred_at for entry in entries] == midnights


async def test_two_pollers_record_it_once(stage: Stage, tenant: UUID) -> None:
    await stage.record(tenant, OPENED, DEFERRED)
    await stage.shown(tenant, 2)
    await stage.set_clock(MIDNIGHT)
    await asyncio.gather(*(stage.poller().fire() for _ in range(2)))
    assert len(await stage.recorded(tenant, *OVER)) == 1


async def test_broken_off_after_it_was_given_it_is_recorded_once(stage: Stage, tenant: UUID) -> None:
    await stage.record(tenant, OPENED, DEFERRED)
    await stage.set_clock(MIDNIGHT)

    with pytest.raises(ConnectionResetError):
        await stage.poller(send=stage.cut_once()).fire()
    await stage.poller().fire()
    assert len(await stage.recorded(tenant, *OVER)) == 1


async def test_a_poller_that_runs_goes_on_by_itself_after_an_outage(stage: Stage, tenant: UUID) -> None:
    await stage.record(tenant, OPENED, DEFERRED)
    async with under_way(stage.poller(send=stage.cut_once(), pace=QUICK).run()):
        await stage.set_clock(MIDNIGHT)
        await stage.until(tenant, GapDeferralExpired)
        await stage.record(tenant, *gap(1, date(2026, 5, 11)))
        await stage.set_clock(MIDNIGHT + timedelta(days=8))
        await stage.until(tenant, GapDeferralExpired, 2)


async def test_where_something_happened_since_then_it_happens_as_it_is_recorded(stage: Stage, tenant: UUID) -> None:
    await stage.record(tenant, OPENED, DEFERRED)
    three_days_late = MIDNIGHT + timedelta(days=3)
    await stage.set_clock(three_days_late)
    await stage.record(tenant, DUE)
    await stage.poller().fire()
    (entry,) = await stage.recorded(tenant, *OVER)
    assert entry.occurred_at == entry.recorded_at > three_days_late


async def test_one_that_is_refused_keeps_no_other_and_is_given_again_later(stage: Stage, tenant: UUID) -> None:
    """The engagement rests, and the review with it."""
    await stage.record(tenant, STARTED, PATH_DEFINED, SCHEDULED, PARKED, *gap(1, date(2026, 7, 1)))
    poller = stage.poller()
    await stage.set_clock(NOW + timedelta(days=150))
    await poller.fire()
    await poller.fire()
    assert len(await stage.recorded(tenant, GapDeferralExpired)) == 1
    await stage.record(tenant, RESUMED)
    await poller.fire()
    assert await stage.recorded(tenant, ReviewMissed) == []
    await stage.set_clock(NOW + timedelta(days=150, minutes=2))
    await poller.fire()
    assert len(await stage.recorded(tenant, ReviewMissed)) == 1


async def test_a_command_that_fails_keeps_no_other(stage: Stage, tenant: UUID) -> None:
    broken, sound = gap(1, date(2026, 5, 4)), gap(2, date(2026, 5, 20))
    await stage.record(tenant, *broken, *sound)
    await stage.set_clock(NOW + timedelta(days=100))

    async def failing(request: Request) -> Receipt:
        if getattr(request.command, "gap_id", GAP_ID) == UUID(int=0x6A01):
            raise LookupError
        return await stage.send(request)

    await stage.poller(send=failing).fire()
    (entry,) = await stage.recorded(tenant, *OVER)
    assert entry.stream == f"gap-{UUID(int=0x6A02)}"


async def test_whoever_has_much_that_is_due_keeps_nobody_else_waiting_for_all_of_it(stage: Stage) -> None:
    tenants = sorted([new_tenant(), new_tenant()])
    for tenant in tenants:
        await stage.record(tenant, *(fact for number in range(3) for fact in gap(number, DEFERRED.until)))
    await stage.set_clock(MIDNIGHT)
    await stage.poller(pace=replace(QUICK, lanes=1, batch=1)).fire()
    assert [each.tenant for each in stage.sent if each.tenant in tenants] == tenants * 3
