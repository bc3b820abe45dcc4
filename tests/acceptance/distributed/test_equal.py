"""One process or several: the same commands leave the same rows, to the last byte."""

from pathlib import Path

from services.engagement.app import VIEWS
from shared.projecting.tables import tables
from tests.acceptance.api.recorded_run import recorded
from tests.acceptance.api.recording import BEGIN, SELDOM, STEP, Run
from tests.acceptance.api.running import Running, running_fairway, running_processes
from tests.conftest import FreshDatabase
from tests.processes import processes

Rows = dict[str, list[str]]

# The ids of events and of traces are made anew each time, and the chain covers them.
FACTS = """
select row(tenant_id, seq, stream, version, engagement_id, type, schema_version, occurred_at, recorded_at, actor,
    on_behalf_of, command_id, correlation_id, causation_id, convert_from(data, 'UTF8'))::text as row
from es.event order by tenant_id, seq
"""
COMMANDS = "select c::text as row from es.command c order by 1"
DIRECTORY = "select d::text as row from people.directory d order by 1"


async def lived(running: Running) -> Rows:
    """What a life of a tenant leaves behind that is the same each time: by its clock, its ids and its commands."""
    await running.set_clock(BEGIN - STEP)
    run = Run(running=running, desk=await running.tenancy("the same in every mode"), every=SELDOM)
    await recorded(run)
    await running.caught_up(run.desk.tenant)
    return await views(running) | {
        "facts": await rows(running, FACTS),
        "commands": await rows(running, COMMANDS),
        "directory": await rows(running, DIRECTORY),
        "answers": [str(answer) for _, answer in run.read],
    }


async def views(running: Running) -> Rows:
    """Every row of every view, as it is now and as it was before."""
    (build,) = await running.superuser.fetch("select schema from engagement.build where state = 'SERVING'")
    both = (tables(projection) for projection in VIEWS.projections)
    names = [table.name for each in both for table in (each.live, each.past)]
    statement = "select t::text as row from {schema}.{name} t order by 1"
    return {name: await rows(running, statement.format(schema=build["schema"], name=name)) for name in names}


async def rows(running: Running, statement: str) -> list[str]:
    return [row["row"] for row in await running.superuser.fetch(statement)]


async def test_one_process_and_several_leave_the_same_rows(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    async with fresh_database() as database, running_fairway(database, tmp_path) as running:
        together = await lived(running)
    async with fresh_database() as database, processes(database, tmp_path) as found:
        await found.all("engagement", "ledger", "gateway")
        async with running_processes(found, database) as running:
            apart = await lived(running)
    assert together.keys() == apart.keys()
    for name, rows in together.items():
        assert rows == apart[name], name
        assert rows or name.endswith("_past"), name
