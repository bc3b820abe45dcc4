"""The process that is copied: it loads what the processes of Fairway load, and waits for orders while somebody lives.

Whatever is done here while it loads is done in a copy too: it has no threads, no connections and no event loop.
"""

import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from select import select
from socket import recv_fds, socket

import orjson

from cli.commands import fairway
from deploy.topology import TOPOLOGY
from tests.loaded.order import MOST_BYTES, Order, Told

PARTS = (*(f"cli.commands.{name}" for name in ("serve", "up", "demo")), *(entry.module for entry in TOPOLOGY))


def main(orders: socket) -> None:
    for part in PARTS:
        import_module(part)
    gc.collect()
    gc.freeze()
    woken = woken_by_endings()
    while True:
        ready, _, _ = select([orders.fileno(), woken], [], [])
        if woken in ready:
            os.read(woken, MOST_BYTES)
            tell_of_the_ended(orders)
        if orders.fileno() not in ready:
            continue
        order, standard, *_ = recv_fds(orders, MOST_BYTES, 2)
        if not order:
            return
        if (pid := os.fork()) == 0:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            orders.close()
            become(Order(**orjson.loads(order)), standard)
        for each in standard:
            os.close(each)
        tell(orders, Told(pid=pid))


def woken_by_endings() -> int:
    """What can be read as soon as a copy has ended."""
    woken, wakes = os.pipe()
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return woken


def tell_of_the_ended(orders: socket) -> None:
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        tell(orders, Told(pid=pid, code=os.waitstatus_to_exitcode(status)))


def tell(orders: socket, told: Told) -> None:
    orders.send(orjson.dumps(told))


def become(order: Order, standard: Sequence[int]) -> None:
    """What `python -u -m cli` would be, to its end."""
    os.environ.clear()
    os.environ.update(order.environment)
    for given, own in zip(standard, (sys.stdout, sys.stderr), strict=True):
        os.dup2(given, own.fileno())
        os.close(given)
    fairway(order.words)(order.words)
    sys.exit()


if __name__ == "__main__":
    main(socket(fileno=int(sys.argv[1])))
