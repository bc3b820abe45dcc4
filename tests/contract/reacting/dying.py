"""A process that gives one command by itself and is killed before it can write down that it did.

python -m tests.contract.reacting.dying follower|poller TENANT ADDRESS OF_WORKERS
"""

import asyncio
import os
import signal
import sys
from uuid import UUID

from shared.eventstore.handle import Receipt, Request
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.reacting.postgres import PostgresCheckpoints, PostgresStanding
from tests.contract.reacting.conftest import VIEWS
from tests.contract.reacting.stage import VIEW, Stage
from tests.contract.reacting.test_follower import named


async def live(what: str, tenant: str, requests: str, workers: str) -> None:
    async with await open_pool(requests) as pool, await open_pool(workers) as worker_pool:
        stage = Stage(
            log=PostgresLog(pool),
            worker=PostgresLog(worker_pool),
            checkpoints=PostgresCheckpoints(worker_pool, VIEWS.service),
            standing=PostgresStanding(worker_pool, VIEWS, VIEW),
            shown=shown,
            set_clock=lambda _: asyncio.sleep(0),
        )

        async def die(request: Request) -> Receipt:
            receipt = await stage.send(request)
            if request.tenant == UUID(tenant):
                os.kill(os.getpid(), signal.SIGKILL)
            return receipt

        if what == "follower":
            await stage.follower(named("killed"), send=die).catch_up()
        else:
            await stage.poller(send=die).fire()


async def shown(_tenant: UUID, _seq: int) -> bool:
    return True


if __name__ == "__main__":
    asyncio.run(live(*sys.argv[1:]))
