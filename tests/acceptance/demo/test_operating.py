"""What operators do beside a running Fairway: register a tenant, rebuild views, verify the log."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path
from uuid import uuid5

import asyncpg
import pytest
import pytest_asyncio
from rich.console import Console

from cli.bootstrapping import NewTenant, register
from cli.databases import superuser_of
from cli.demo.stage import tenant_of
from cli.digesting import show_digests
from cli.failures import Unusable
from cli.rebuilding import Different, rebuild_views
from cli.verifying import Altered, verify
from deploy.installed import VIEWS
from services.engagement.domain.people import TenantHasAdministrator
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.projecting.digest import ViewsBehind, digest
from shared.settings import Settings
from tests.acceptance.demo.conftest import Played
from tests.acceptance.demo.playing import Theatre, theatre
from tests.conftest import FreshDatabase
from tests.database import Database, copy_of
from tests.unit.cli.demo.small import small_file

ACME = NewTenant(name="Acme", issuer="fairway.local", subject="zoe", administrator="Zoé Roy")
TITLED = "update {schema}.gap_register_v3 set title = $1 where title in ('No production environment', 'Another title')"
BEHIND = "update {schema}.checkpoint set seq = seq - 1"
LIVE = "select schema from engagement.build where state = 'SERVING'"


@record
class Operating:
    """`told` is what the operator reads."""

    theatre: Theatre
    database: Database
    told: StringIO

    @property
    def settings(self) -> Settings:
        return Settings(database=self.database.superuser)

    @property
    def console(self) -> Console:
        return Console(file=self.told, width=200)

    @property
    def lines(self) -> list[str]:
        return [" ".join(line.split()) for line in self.told.getvalue().splitlines()]

    async def tamper(self, statement: str, *values: object) -> None:
        """As a superuser who has switched the triggers off."""
        connection = await asyncpg.connect(self.database.superuser)
        try:
            await connection.execute("set session_replication_role = replica")
            schema = await connection.fetchval(LIVE)
            await connection.execute(statement.format(schema=schema), *values)
        finally:
            await connection.close()


@asynccontextmanager
async def operated(database: Database, folder: Path) -> AsyncIterator[Operating]:
    async with theatre(database, folder, small_file(folder)) as stage:
        await stage.perform()
        yield Operating(theatre=stage, database=database, told=StringIO())


@pytest_asyncio.fixture(scope="module")
async def shared(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Operating]:
    """For those tests that leave the small pilot's tenant as it is."""
    async with copy_of(template, server) as database, operated(database, tmp_path_factory.mktemp("shared")) as found:
        yield found


@pytest.fixture
def operating(shared: Operating) -> Operating:
    return replace(shared, told=StringIO())


async def test_a_tenant_is_registered_and_its_administrator_is_let_in(operating: Operating) -> None:
    await register(operating.database.superuser, ACME, operating.console)
    await register(operating.database.superuser, ACME, operating.console)
    assert operating.lines[0] == f"tenant {ACME.id}" == f"tenant {uuid5(FAIRWAY, 'tenant Acme')}"
    head = await operating.theatre.running.parts.engagement.ledger.head(ACME.id)
    await operating.theatre.running.parts.engagement.service.reached(ACME.id, head.seq, 10)
    token = operating.theatre.running.token(ACME.id, "zoe")
    data = await operating.theatre.client.ask(token, "{ tenant { name } viewer { name roles { role } } }", {})
    assert data == {"tenant": {"name": "Acme"}, "viewer": {"name": "Zoé Roy", "roles": [{"role": "ADMINISTRATOR"}]}}
    assert head.seq == 3


async def test_a_tenant_gets_its_first_administrator_only_once(operating: Operating) -> None:
    await register(operating.database.superuser, ACME, operating.console)
    with pytest.raises(TenantHasAdministrator):
        await register(operating.database.superuser, replace(ACME, subject="mia"), operating.console)


async def test_a_database_without_fairway_is_told(server: str) -> None:
    with pytest.raises(Unusable, match="Fairway is not installed in this database"):
        await register(server, ACME, Console())


async def test_a_role_that_may_not_become_another_is_told(operating: Operating) -> None:
    with pytest.raises(Unusable, match="takes the address of a superuser, or that of the role fairway_engagement"):
        await register(operating.database.dsn("gates"), ACME, operating.console)


async def test_a_service_s_own_address_will_do(operating: Operating) -> None:
    await register(operating.database.dsn("engagement"), ACME, operating.console)
    assert f"tenant {ACME.id}" in operating.lines


async def test_views_that_are_rebuilt_have_the_digest_of_those_before(operating: Operating) -> None:
    tenant = tenant_of(operating.theatre.file)
    await show_digests(tenant, operating.settings, operating.console)
    await rebuild_views(
        "gates", operating.settings, replace(operating, told=StringIO()).console, accept_differences=False
    )
    await show_digests(tenant, operating.settings, operating.console)
    before, after = operating.lines
    assert before == after
    assert before.startswith(f"{tenant} {await operating.theatre.events()} events, ")


async def test_a_row_that_is_altered_changes_the_digest(operating: Operating) -> None:
    tenant = tenant_of(operating.theatre.file)
    for title in ("No production environment", "Another title", "No production environment"):
        await operating.tamper(TITLED, title)
        await show_digests(tenant, operating.settings, operating.console)
    before, altered, again = operating.lines
    assert before == again != altered


async def test_a_digest_takes_a_tenant_that_is_there_and_views_that_show_everything(operating: Operating) -> None:
    with pytest.raises(Unusable, match="There is no tenant"):
        await show_digests(uuid5(FAIRWAY, "nobody"), operating.settings, operating.console)
    async with superuser_of(operating.database.superuser) as superuser:
        undone = superuser.transaction(isolation="repeatable_read")
        await undone.start()
        await superuser.execute(BEHIND.format(schema=await superuser.fetchval(LIVE)))
        with pytest.raises(ViewsBehind, match=r"engagement show \d+ of \d+ events"):
            await digest(superuser, VIEWS, tenant_of(operating.theatre.file))
        await undone.rollback()


async def test_a_rebuild_beside_a_running_fairway_gives_the_same_rows(operating: Operating) -> None:
    before = await operating.theatre.perform()
    await rebuild_views("gap_register", operating.settings, operating.console, accept_differences=False)
    assert [line for line in operating.lines if line.startswith("gap_")] == [
        "gap_register_v3 3 0 0 equal",
        "gap_register_v3_past 13 0 0 equal",
    ]
    after = await operating.theatre.perform()
    assert after.outcome == before.outcome


async def test_views_that_were_altered_differ_and_are_replaced_only_when_that_is_accepted(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    async with fresh_database() as database, operated(database, tmp_path) as operating:
        await operating.tamper("update {schema}.gap_register_v3 set title = 'All is well'")
        with pytest.raises(Different, match="the old ones serve on"):
            await rebuild_views("engagement", operating.settings, operating.console, accept_differences=False)
        assert "gap_register_v3 3 3 3 differs" in operating.lines
        assert "pilots_v1 1 0 0 equal" in operating.lines
        assert {gap.title for gap in (await operating.theatre.perform()).outcome.gaps} == {"All is well"}
        await rebuild_views("engagement", operating.settings, operating.console, accept_differences=True)
        assert len({gap.title for gap in (await operating.theatre.perform()).outcome.gaps}) == 3


@pytest.mark.req("X4")
async def test_an_untouched_log_verifies_with_its_length_and_its_last_hash(played: Played) -> None:
    told = StringIO()
    await verify(None, Settings(database=played.database.superuser), Console(file=told, width=200))
    head = await played.theatre.running.parts.engagement.ledger.head(tenant_of(played.theatre.file))
    assert told.getvalue() == f"{tenant_of(played.theatre.file)}  {head.seq} events, {head.chain.hex()}\n"


@pytest.mark.req("X4")
@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("update es.event set data = '{{}}' where tenant_id = $1 and seq = 2", "event 2 of 3: its content, time or"),
        ("delete from es.event where tenant_id = $1 and seq = 2", "event 2 of 3: it is missing"),
        ("delete from es.event where tenant_id = $1 and seq = 3", "event 3 of 3: it is missing"),
        ("update es.tenant_head set chain = sha256('x') where tenant_id = $1", "event 3 of 3: all links hold, and"),
        ("delete from es.tenant_head where tenant_id = $1", "event 1 of 0: there are events, and no head says"),
        (
            "update es.tenant_head set seq = 0, chain = decode(repeat('00', 32), 'hex') where tenant_id = $1",
            "event 1 of 0: the log ended before it",
        ),
        ("update es.tenant_head set last_at = last_at - 1 where tenant_id = $1", "event 3 of 3: the head says another"),
        ("update es.event set leaf = sha256('x') where tenant_id = $1 and seq = 2", "event 2 of 3: the leaf beside it"),
    ],
    ids=[
        *("another content", "a hole", "a tail cut", "another head"),
        *("no head", "a head at the start", "another time", "another leaf"),
    ],
)
async def test_the_first_fault_of_an_altered_log_is_named(operating: Operating, tampering: str, told: str) -> None:
    altered = replace(ACME, name=tampering)
    await register(operating.database.superuser, altered, Console(file=StringIO()))
    await verify(altered.id, operating.settings, operating.console)
    await operating.tamper(tampering, altered.id)
    with pytest.raises(Altered):
        await verify(altered.id, operating.settings, operating.console)
    assert operating.lines[1].startswith(f"{altered.id} {told}")


@pytest.mark.req("X4")
async def test_events_that_were_moved_to_an_invented_tenant_are_found_there(operating: Operating) -> None:
    robbed, invented = replace(ACME, name="Robbed"), uuid5(FAIRWAY, "invented")
    await register(operating.database.superuser, robbed, Console(file=StringIO()))
    moving = "update es.event set tenant_id = $2 where tenant_id = $1 and seq = 3"
    await operating.tamper(moving, robbed.id, invented)
    with pytest.raises(Altered):
        await verify(None, operating.settings, operating.console)
    assert f"{invented} event 1 of 0: there are events, and no head says where they end" in operating.lines
    assert f"{robbed.id} event 3 of 3: it is missing" in operating.lines


async def test_a_log_is_verified_by_a_superuser_alone(operating: Operating) -> None:
    settings = Settings(database=operating.database.dsn("engagement", worker=True))
    with pytest.raises(Unusable, match="This takes the address of a superuser"):
        await verify(None, settings, operating.console)


async def test_a_tenant_that_is_not_there_is_told(operating: Operating) -> None:
    nowhere = replace(ACME, name="Nowhere")
    with pytest.raises(Unusable, match=f"There is no tenant {nowhere.id} here"):
        await verify(nowhere.id, operating.settings, operating.console)
