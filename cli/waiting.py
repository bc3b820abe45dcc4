"""Waiting until processes can answer, and saying which of them do not."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import httpx

from cli.failures import Failure
from deploy.native.layout import Layout

READY_WITHIN = 120.0
LOOK = 0.1
LAST_LINES = 12


class NotUp(Failure):
    """The processes did not come up."""


async def until_nothing_is_left(
    seconds: float, left: Callable[[], Awaitable[Sequence[str]]], process: asyncio.subprocess.Process | None = None
) -> Sequence[str]:
    """Look again and again until nothing is left, the time is over, or the process is gone. What is left."""
    loop = asyncio.get_running_loop()
    over = loop.time() + seconds
    while loop.time() < over and (process is None or process.returncode is None):
        if not await left():
            return ()
        await asyncio.sleep(LOOK)
    return await left()


async def ready(layout: Layout, http: httpx.AsyncClient, process: asyncio.subprocess.Process | None = None) -> None:
    """Wait until every process can answer, as long as the supervisor lives. Raises NotUp."""
    waiting = await until_nothing_is_left(READY_WITHIN, lambda: _waiting(http, layout), process)
    if waiting:
        raise NotUp(_why(layout, waiting))


async def _waiting(http: httpx.AsyncClient, layout: Layout) -> Sequence[str]:
    """The addresses that are not ready."""
    return [address for address in layout.all_addresses() if await _waits_for(http, address)]


async def waited_for(address: str) -> Sequence[str]:
    """What the process at this address waits for; for itself, where it doesn't answer."""
    async with httpx.AsyncClient() as http:
        return await _waits_for(http, address)


async def _waits_for(http: httpx.AsyncClient, address: str) -> Sequence[str]:
    try:
        told = (await http.get(f"{address}/readyz")).json()
    except (httpx.TransportError, httpx.InvalidURL, ValueError):
        return [address]
    return [str(each) for each in told.get("waitingFor", [address])]


def _why(layout: Layout, waiting: Sequence[str]) -> str:
    told, log = f"Not ready: {', '.join(waiting)}. The logs are in {layout.logs}", layout.logs / "supervisor.log"
    if not log.exists():
        return f"{told}."
    return "\n  ".join([f"{told}; the supervisor's ends:", *log.read_text(errors="replace").splitlines()[-LAST_LINES:]])
