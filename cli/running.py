"""Carrying a command out: SIGTERM ends it as Ctrl-C does, and what was begun is put away in order."""

import asyncio
import signal
from collections.abc import Coroutine
from typing import Any

from uvicorn.loops.auto import auto_loop_factory

from cli.failures import Failure

TERMINATED = 143


class Terminated(Failure):
    """The system wanted an end before the command came to its own."""

    code = TERMINATED


class TerminatedInOrder(Terminated):
    """What runs until it is ended has done its work when it is."""

    code = 0


def run(work: Coroutine[Any, Any, None], *, until_ended: bool = False) -> None:
    """`until_ended`: it is a server, to which an end is no failure, whenever it comes.

    The event loop is the one that uvicorn would take: uvloop where there is one, a round trip through which takes half
    the processor's time.
    """
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        runner.run(_attended(work, TerminatedInOrder if until_ended else Terminated))


async def _attended(work: Coroutine[Any, Any, None], terminated: type[Terminated]) -> None:
    loop, wanted = asyncio.get_running_loop(), asyncio.Event()
    task = asyncio.ensure_future(work)

    def terminate() -> None:
        wanted.set()
        task.cancel()

    loop.add_signal_handler(signal.SIGTERM, terminate)
    try:
        await task
    except asyncio.CancelledError:
        if not wanted.is_set():
            raise
        raise terminated("Stopped.") from None
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
