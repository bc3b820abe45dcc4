"""A process that follows a topic as one of its group: `instance.py ADDRESS GROUP TOPIC DEAD TENANT ...`.

It prints `joined`, and from then on the id of each tenant that it hears of.
"""

import asyncio
import sys
from uuid import UUID

from shared.eventstore.memory import MemoryLog
from shared.observability import configure_logs
from shared.transport.kafka_member import Place
from tests.sample.history import Recording, happened
from tests.sample.stage import ticking
from tests.wire import Wire


async def main(address: str, group: str, topic: str, dead: str, *tenants: str) -> None:
    configure_logs("warning")
    log = MemoryLog(ticking())
    for tenant in tenants:
        await Recording(log, UUID(tenant)).append(happened(UUID(tenant), [(1, 0, 0)]))
    wire = Wire(place=Place(address=address, group=group, topic=topic, dead=dead))
    async with wire.hints(log) as hints:
        await hints.joined.wait()
        print("joined", flush=True)  # noqa: T201 - this is how it is watched
        async for heard in hints.listen():
            for each in heard or ():
                print(each, flush=True)  # noqa: T201 - as above


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
