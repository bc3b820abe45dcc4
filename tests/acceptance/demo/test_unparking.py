"""What operators do about scopes that wait: look at them, and fold them again."""

from collections.abc import AsyncIterator
from dataclasses import replace
from io import StringIO
from uuid import UUID, uuid5

import pytest
import pytest_asyncio

from cli.bootstrapping import NewTenant, register
from cli.failures import Unusable
from cli.unparking import StillParked, Wanted, unpark
from shared.eventstore.log import Appended, Attempt, NewEvent, Write
from shared.projecting.positions import Reached
from tests.acceptance.demo.test_operating import ACME, Operating, operated
from tests.database import Database, copy_of

PARK = "insert into {schema}.parked (tenant_id, scope, seq, error) values ($1, $2, 1, 'ZeroDivisionError in pilots')"


@pytest_asyncio.fixture(scope="module")
async def shared(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Operating]:
    async with copy_of(template, server) as database, operated(database, tmp_path_factory.mktemp("unpark")) as found:
        yield found


@pytest.fixture
def operating(shared: Operating) -> Operating:
    return replace(shared, told=StringIO())


async def tenant(operating: Operating, name: str) -> NewTenant:
    new = replace(ACME, name=name)
    await register(operating.database.superuser, new, replace(operating, told=StringIO()).console)
    return new


async def mended(operating: Operating, name: str) -> tuple[UUID, str]:
    """A tenant of which a scope is still parked, though its fold was mended."""
    new = await tenant(operating, name)
    scope = f"tenant-{new.id}"
    process = operating.theatre.running.parts.engagement
    head = await process.ledger.head(new.id)
    assert await process.service.reached(new.id, head.seq, 10) is Reached.REACHED
    await operating.tamper(PARK, new.id, scope)
    return new.id, scope


async def broken(operating: Operating, name: str) -> tuple[UUID, str]:
    """A tenant with an event that cannot be read, by each of the services that show it."""
    new = await tenant(operating, name)
    event = NewEvent(event_id=uuid5(new.id, "bad"), type="TenantConfigured", schema_version=1, data=b"{}")
    write = Write(stream=f"tenant-{new.id}", expected=1, engagement_id=None, events=(event,))
    attempt = Attempt(command_id=uuid5(new.id, "c"), digest=bytes(32), actor=new.id, writes=(write,))
    parts = operating.theatre.running.parts
    (outcome,) = await parts.engagement.ledger.log.append(new.id, [attempt])
    assert isinstance(outcome, Appended)
    await parts.engagement.service.hints.publish(new.id, outcome.last)
    for process in (parts.engagement, parts.gates, parts.measurement):
        assert await process.service.reached(new.id, outcome.last, 10) is Reached.PARKED
    return new.id, write.stream


async def test_where_nothing_waits_that_is_all_there_is_to_say(operating: Operating) -> None:
    nobody = await tenant(operating, "Nothing waits")
    await unpark(Wanted(tenant=nobody.id, everything=True), operating.settings, operating.console)
    assert operating.lines == ["Nothing is parked."]


async def test_what_waits_is_listed_and_stays_until_it_is_asked_for(operating: Operating) -> None:
    where, scope = await mended(operating, "Listed")
    for _ in range(2):
        await unpark(Wanted(tenant=where), operating.settings, operating.console)
    found = [line for line in operating.lines if scope in line]
    assert len(found) == 2
    assert found[0].startswith(f"engagement {where} {scope} 1 ZeroDivisionError in pilots")


async def test_one_scope_is_folded_again_and_the_others_wait_on(operating: Operating) -> None:
    where, scope = await mended(operating, "One")
    other, waiting = await mended(operating, "Another")
    await unpark(Wanted(scope=scope), operating.settings, operating.console)
    assert operating.lines[-1] == f"{scope}: folded again, waits no longer"
    await unpark(Wanted(tenant=where), operating.settings, operating.console)
    assert operating.lines[-1] == "Nothing is parked."
    await unpark(Wanted(tenant=other, everything=True), operating.settings, operating.console)
    assert operating.lines[-1] == f"{waiting}: folded again, waits no longer"


async def test_what_fails_again_stays_parked_and_is_told_so(operating: Operating) -> None:
    where, scope = await broken(operating, "Broken")
    with pytest.raises(StillParked, match="3 of 3"):
        await unpark(Wanted(scope=scope, tenant=where), operating.settings, operating.console)
    assert f"{scope}: failed again" in operating.lines
    await unpark(Wanted(tenant=where), operating.settings, operating.console)
    assert any("BrokenEvent in TenantConfigured in version 1" in line for line in operating.lines)


async def test_a_scope_that_does_not_wait_is_told(operating: Operating) -> None:
    with pytest.raises(Unusable, match=r"gap-7 is not parked\."):
        await unpark(Wanted(scope="gap-7"), operating.settings, operating.console)
