"""Reactions: each looks at each event once, whoever else is at work and whatever breaks off in between."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.engagement.domain.go_live.commands import CheckLeadTime
from services.engagement.domain.reactions import REACTIONS
from shared.events.go_live import GoLivePlanned, LeadTimeViolated
from shared.events.programme import ChangeProgramLaunched
from shared.eventstore.system import FAIRWAY
from shared.kernel.reaction import Memory, Reaction
from shared.kernel.recorded import Recorded
from shared.reacting.acting import under_way
from shared.transport.memory import MemoryHints
from tests.contract.reacting.stage import QUICK, Stage, new_tenant
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.go_live import GO_LIVE_PLANNED, LAUNCHED, WENT_LIVE
from tests.facts.programme import CREATED

TOO_SOON = replace(GO_LIVE_PLANNED, planned_on=date(2026, 3, 6))
BEFORE = (STARTED, CREATED, TOO_SOON)
LEAD_TIME = REACTIONS[0]


def named(name: str) -> Reaction:
    """As the service's own, under a name that no other test uses."""
    return replace(LEAD_TIME, name=name)


async def begun(stage: Stage, *reactions: Reaction) -> None:
    await stage.follower(*reactions).catch_up()


async def test_a_launch_that_comes_after_the_plan_tells_that_the_day_comes_too_soon(stage: Stage, tenant: UUID) -> None:
    reaction = named("tells")
    await begun(stage, reaction)
    await stage.record(tenant, *BEFORE, LAUNCHED)
    await stage.follower(reaction).catch_up()
    (entry,) = await stage.recorded(tenant, LeadTimeViolated)
    (launched,) = await stage.recorded(tenant, ChangeProgramLaunched)
    assert (entry.actor, entry.causation_id) == (FAIRWAY, launched.event_id)
    assert entry.correlation_id == launched.correlation_id


async def test_whoever_has_much_to_react_to_keeps_nobody_else_waiting_for_all_of_it(stage: Stage) -> None:
    reaction, tenants = named("in turn"), sorted([new_tenant(), new_tenant()])
    await begun(stage, reaction)
    for tenant in tenants:
        await stage.record(tenant, *BEFORE, LAUNCHED, LAUNCHED, LAUNCHED)
    await stage.follower(reaction, pace=replace(QUICK, lanes=1, batch=1)).catch_up()
    assert [each.tenant for each in stage.sent if each.tenant in tenants] == tenants * 3


async def test_an_event_is_looked_at_once(stage: Stage, tenant: UUID) -> None:
    reaction = named("once")
    await begun(stage, reaction)
    await stage.record(tenant, *BEFORE, LAUNCHED)
    for _ in range(2):
        await stage.follower(reaction).catch_up()
    assert [request.command for request in stage.sent if request.tenant == tenant] == [
        CheckLeadTime(engagement_id=ENGAGEMENT)
    ]


async def test_a_new_reaction_leaves_the_past_alone_unless_it_says_otherwise(stage: Stage, tenant: UUID) -> None:
    await stage.record(tenant, *BEFORE, LAUNCHED)
    await begun(stage, named("new"))
    assert await stage.recorded(tenant, LeadTimeViolated) == []
    await begun(stage, named("new"), replace(named("all"), past=True))
    assert len(await stage.recorded(tenant, LeadTimeViolated)) == 1


async def test_a_tenant_that_comes_later_is_followed_from_its_first_event(stage: Stage, tenant: UUID) -> None:
    await stage.record(tenant, STARTED)
    await begun(stage, named("later"))
    newcomer = new_tenant()
    await stage.record(newcomer, *BEFORE, LAUNCHED)
    await stage.follower(named("later")).catch_up()
    assert len(await stage.recorded(newcomer, LeadTimeViolated)) == 1


async def test_followers_side_by_side_record_it_once(stage: Stage, tenant: UUID) -> None:
    reaction = named("side by side")
    await begun(stage, reaction)
    await stage.record(tenant, *BEFORE, LAUNCHED)
    await asyncio.gather(*(stage.follower(reaction).catch_up() for _ in range(3)))
    assert len(await stage.recorded(tenant, LeadTimeViolated)) == 1
    assert len([request for request in stage.sent if request.tenant == tenant]) == 1


async def test_broken_off_after_it_was_given_it_is_given_again_and_recorded_once(stage: Stage, tenant: UUID) -> None:
    reaction = named("broken off")
    await begun(stage, reaction)
    await stage.record(tenant, *BEFORE, LAUNCHED)

    with pytest.raises(ConnectionResetError):
        await stage.follower(reaction, send=stage.cut_once()).catch_up()
    await stage.follower(reaction).catch_up()
    first, second = (request for request in stage.sent if request.tenant == tenant)
    assert first == second
    assert len(await stage.recorded(tenant, LeadTimeViolated)) == 1


async def test_a_follower_that_runs_goes_on_by_itself_after_an_outage(stage: Stage, tenant: UUID) -> None:
    reaction, hints = named("running"), MemoryHints()
    await begun(stage, reaction)
    async with under_way(stage.follower(reaction, send=stage.cut_once(), pace=QUICK).run(hints)):
        await stage.record(tenant, *BEFORE, LAUNCHED)
        await stage.until(tenant, LeadTimeViolated)
        another = new_tenant()
        await stage.record(another, *BEFORE, LAUNCHED)
        await stage.until(another, LeadTimeViolated)
    assert len(await stage.recorded(tenant, LeadTimeViolated)) == 1


async def test_what_comes_while_a_follower_rests_is_looked_at_once_it_is_over(stage: Stage, tenant: UUID) -> None:
    reaction, hints = named("resting"), MemoryHints()
    resting, over, rests = asyncio.Event(), asyncio.Event(), list[float]()

    async def sleep(seconds: float) -> None:
        rests.append(seconds)
        resting.set()
        await over.wait()

    await begun(stage, reaction)
    async with under_way(stage.follower(reaction, pace=replace(QUICK, rest=7.0), sleep=sleep).run(hints)):
        while not resting.is_set():
            await hints.publish(tenant, 1)
            await asyncio.sleep(0)
        await stage.record(tenant, *BEFORE, LAUNCHED)
        await hints.publish(tenant, 4)
        assert await stage.recorded(tenant, LeadTimeViolated) == []
        over.set()
        await stage.until(tenant, LeadTimeViolated)
    assert set(rests) == {7.0}
    assert len([request for request in stage.sent if request.tenant == tenant]) == 1


async def test_what_is_no_longer_so_is_passed_over(stage: Stage, tenant: UUID) -> None:
    reaction = named("live by then")
    await begun(stage, reaction)
    await stage.record(tenant, *BEFORE, LAUNCHED, WENT_LIVE)
    await stage.follower(reaction).catch_up()
    assert await stage.recorded(tenant, LeadTimeViolated) == []
    assert await stage.checkpoints.parked() == []


async def test_an_event_that_a_reaction_fails_on_stays_in_sight_and_keeps_no_other(stage: Stage, tenant: UUID) -> None:
    def fail(_: Recorded[ChangeProgramLaunched]) -> Sequence[CheckLeadTime]:
        raise ZeroDivisionError

    failing = Reaction(name="failing", handles=(ChangeProgramLaunched,), react=fail)
    await begun(stage, failing, named("sound"))
    await stage.record(tenant, *BEFORE, LAUNCHED)
    await stage.follower(failing, named("sound")).catch_up()
    (parked,) = [each for each in await stage.checkpoints.parked() if each.tenant == tenant]
    assert (parked.reaction, parked.seq) == ("failing", 4)
    assert parked.error == "ZeroDivisionError in reacting to ChangeProgramLaunched"
    assert len(await stage.recorded(tenant, LeadTimeViolated)) == 1
    await stage.follower(failing, named("sound")).catch_up()
    assert len([request for request in stage.sent if request.tenant == tenant]) == 1


def remembering(name: str) -> Reaction:
    """Looks at a launch only where a day of going live was planned before it."""

    def look(launched: Recorded[ChangeProgramLaunched], planned: frozenset[UUID]) -> Sequence[CheckLeadTime]:
        event = launched.event
        return [CheckLeadTime(engagement_id=event.engagement_id)] if event.engagement_id in planned else []

    def remember(planned: frozenset[UUID], recorded: Recorded[GoLivePlanned]) -> frozenset[UUID]:
        return planned | {recorded.event.engagement_id}

    memory = Memory(handles=(GoLivePlanned,), initial=frozenset(), evolve=remember)
    return Reaction(name=name, handles=(ChangeProgramLaunched,), react=look, memory=memory)


async def test_what_a_reaction_remembers_is_what_the_log_held_at_the_event(stage: Stage, tenant: UUID) -> None:
    reaction = remembering("remembers")
    await begun(stage, reaction)
    await stage.record(tenant, STARTED, CREATED, LAUNCHED, TOO_SOON, LAUNCHED)
    await stage.follower(reaction).catch_up()
    assert len([request for request in stage.sent if request.tenant == tenant]) == 1


async def test_a_follower_that_begins_anew_remembers_what_others_followed(stage: Stage, tenant: UUID) -> None:
    reaction = remembering("begins anew")
    await begun(stage, reaction)
    first = stage.follower(reaction)
    await stage.record(tenant, *BEFORE)
    await first.catch_up()
    await stage.record(tenant, LAUNCHED)
    await stage.follower(reaction).catch_up()
    await stage.record(tenant, LAUNCHED)
    await first.catch_up()
    assert len([request for request in stage.sent if request.tenant == tenant]) == 2


async def test_what_cannot_be_remembered_stays_in_sight_and_keeps_no_other(stage: Stage, tenant: UUID) -> None:
    def fail(_: object, __: Recorded[GoLivePlanned]) -> object:
        raise ZeroDivisionError

    sound = remembering("forgets")
    assert sound.memory is not None
    failing = replace(sound, memory=replace(sound.memory, evolve=fail))
    await begun(stage, failing)
    await stage.record(tenant, *BEFORE, LAUNCHED)
    await stage.follower(failing).catch_up()
    (parked,) = [each for each in await stage.checkpoints.parked() if each.tenant == tenant]
    assert parked.error == "ZeroDivisionError in remembering GoLivePlanned"
    assert [request for request in stage.sent if request.tenant == tenant] == []
