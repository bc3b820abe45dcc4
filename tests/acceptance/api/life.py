"""A life of a tenant that is the same each time: by its clock, its ids and its commands."""

from tests.acceptance.api.recorded_run import recorded
from tests.acceptance.api.recording import BEGIN, STEP, Run
from tests.acceptance.api.running import Running


async def lived(running: Running, every: int) -> Run:
    """All that could be read is kept after `every` so many commands, and after the last one."""
    await running.set_clock(BEGIN - STEP)
    try:
        run = Run(running=running, desk=await running.tenancy("the same in every mode"), every=every)
        await recorded(run)
        await run.look()
    finally:
        await running.set_clock(None)
    await running.caught_up(run.desk.tenant)
    return run
