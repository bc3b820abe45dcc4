"""The web server in front of a Fairway in this process."""

import asyncio
import gc
import signal
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

from cli.failures import Failure
from shared.web.sizes import MOST_BYTES

HOST = "127.0.0.1"
START_WITHIN = 30.0
OBJECTS_BEFORE_COLLECTING = 20_000
ENDINGS = (signal.SIGINT, signal.SIGTERM)


class PortTaken(Failure):
    """Another program listens there."""


def free_socket(port: int, host: str = HOST, *, setting: str = "port") -> socket.socket:
    """Bound before anything starts, so that a port in use is told at once, with the setting that names another."""
    # Only of a socket that says that it is TCP does asyncio send each answer at once, instead of 40 ms later.
    listening = socket.socket(proto=socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        named = f"FAIRWAY_{setting.upper()}"
        raise PortTaken(f"Port {port} is taken ({error.strerror}): set {named} to another one.") from None
    return listening


class Server(uvicorn.Server):
    """Says when it is ready, and leaves it to its starter when to end."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=5,
                ws="websockets-sansio",
                ws_max_size=MOST_BYTES,
            )
        )
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def served(app: ASGIApp, listening: socket.socket) -> AsyncIterator[None]:
    """Answer within; at the end let the requests that are under way come to theirs."""
    server = Server(app)
    serving = asyncio.create_task(server.serve([listening]))
    try:
        await asyncio.wait_for(server.ready.wait(), START_WITHIN)
        settle()
        yield
    finally:
        server.should_exit = True
        await serving


def settle() -> None:
    """What the start made stays: let the garbage collector not go through all of it again while somebody waits.

    An answer is made of thousands of objects that are no garbage before it is sent: so it comes seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)


async def until_stopped() -> None:
    """Until somebody presses Ctrl-C, or the system wants an end."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    before = {each: signal.getsignal(each) for each in ENDINGS}
    for each in ENDINGS:
        loop.add_signal_handler(each, stopped.set)
    try:
        await stopped.wait()
    finally:
        for each, handler in before.items():
            loop.remove_signal_handler(each)
            signal.signal(each, handler)
