"""Becomes the broker, and has it shut down in order when whoever started it dies.

A bare interpreter runs this file as a script: `launch.py STARTER PROGRAM [ARGUMENT ...]`.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(starter: int, command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(signal.SIGTERM))
        if os.getppid() != starter:
            sys.exit("the process that started the broker is gone")
    os.execv(command[0], command)  # noqa: S606 - no shell is the point


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
