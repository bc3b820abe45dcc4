"""Processes that are copies of the one that has Fairway loaded."""

import asyncio
import os
import socket
import subprocess
import sys
from concurrent.futures import Future
from dataclasses import asdict
from functools import cache
from queue import SimpleQueue
from signal import SIGKILL, SIGTERM
from threading import Lock, Thread

import orjson

from tests.loaded.order import MOST_BYTES, ROOT, Order, Told

LOADED_WITHIN = 90.0


class Copy:
    """One process; it is used as asyncio's are."""

    def __init__(self, pid: int, ended: "Future[int]") -> None:
        self.pid = pid
        self._ended = ended

    @property
    def returncode(self) -> int | None:
        return self._ended.result() if self._ended.done() else None

    def send_signal(self, number: int) -> None:
        if not self._ended.done():
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(SIGKILL)

    def terminate(self) -> None:
        self.send_signal(SIGTERM)

    async def wait(self) -> int:
        return await asyncio.shield(asyncio.wrap_future(self._ended))


class Loaded:
    """The process that is copied. It ends when this one does."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        words = (sys.executable, "-u", "-m", "tests.loaded", str(theirs.fileno()))
        with theirs:
            self._process = subprocess.Popen(words, cwd=ROOT, pass_fds=[theirs.fileno()])  # noqa: S603 - our own
        self._one_by_one = Lock()
        self._begun: SimpleQueue[Copy] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    def copy(self, order: Order, out: int, errors: int) -> Copy:
        with self._one_by_one:
            socket.send_fds(self._orders, [orjson.dumps(asdict(order))], [out, errors])
            return self._begun.get(timeout=LOADED_WITHIN)

    def _listen(self) -> None:
        living: dict[int, Future[int]] = {}
        while message := self._orders.recv(MOST_BYTES):
            told = Told(**orjson.loads(message))
            if told.code is None:
                living[told.pid] = Future()
                self._begun.put(Copy(told.pid, living[told.pid]))
            else:
                living.pop(told.pid).set_result(told.code)


@cache
def _loaded() -> Loaded:
    return Loaded()


async def started(order: Order, out: int, errors: int) -> Copy:
    """What it says goes to these open files. Whoever asks first waits until all is loaded."""
    return await asyncio.to_thread(lambda: _loaded().copy(order, out, errors))
