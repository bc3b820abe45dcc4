"""One process or several: the same commands leave the same rows, to the last byte."""

import re
from collections.abc import Collection

from services.engagement.app import VIEWS as ENGAGEMENT
from services.gates.app import VIEWS as GATES
from services.measurement.app import VIEWS as MEASUREMENT
from shared.projecting.tables import tables
from tests.acceptance.api.recording import Run

Rows = dict[str, list[str]]

# The ids of events and of traces are made anew each time, and the chain covers them.
FACTS = """
select row(tenant_id, seq, stream, version, engagement_id, type, schema_version, occurred_at, recorded_at, actor,
    on_behalf_of, command_id, correlation_id, causation_id, convert_from(data, 'UTF8'))::text as row
from es.event where tenant_id = $1 order by seq
"""
EVENT_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}|'eventId': '[^']*'")
SERVING = "select schema from {service}.build where state = 'SERVING'"
ALL = "select t::text as row from {table} t where tenant_id = $1 order by 1"


async def left(run: Run, moments: Collection[int]) -> Rows:
    """All that a life left behind, and what it could read at these moments."""
    return await views(run) | {
        "facts": await rows(run, FACTS),
        "commands": await rows(run, ALL.format(table="es.command")),
        "directory": await rows(run, ALL.format(table="people.directory")),
        "answers": [EVENT_ID.sub("", str(answer)) for moment, answer in run.read if moment.seq in moments],
    }


async def views(run: Run) -> Rows:
    """Every row of every view, as it is now and as it was before."""
    found: Rows = {}
    for service in (ENGAGEMENT, GATES, MEASUREMENT):
        (build,) = await run.running.superuser.fetch(SERVING.format(service=service.service))
        both = (tables(projection) for projection in service.projections)
        for table in (table for each in both for table in (each.live, each.past)):
            found[table.name] = await rows(run, ALL.format(table=f"{build['schema']}.{table.name}"))
    return found


async def rows(run: Run, statement: str) -> list[str]:
    found = await run.running.superuser.fetch(statement, run.desk.tenant)
    return [EVENT_ID.sub("", row["row"]) for row in found]


async def test_one_process_and_several_leave_the_same_rows(life: Run, run: Run) -> None:
    both = {moment.seq for moment, _ in life.read} & {moment.seq for moment, _ in run.read}
    assert len(both) == len(run.read)
    together, apart = await left(life, both), await left(run, both)
    assert together.keys() == apart.keys()
    for name, rows in together.items():
        assert rows == apart[name], name
        assert rows or name.endswith("_past"), name
