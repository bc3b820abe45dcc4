"""Becomes a PostgreSQL program that runs without root and ends with whoever started it.

A bare interpreter runs this file as a script: `postgres_launch.py STARTER UID GID FOLDER PROGRAM [ARGUMENT ...]`.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_SET_SECUREBITS, PR_CAP_AMBIENT = 1, 8, 28, 47
PR_CAP_AMBIENT_RAISE, SECBIT_NO_SETUID_FIXUP = 2, 4
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_SETPCAP = 1, 2, 8


def main(starter: int, uid: int, gid: int, folder: str, command: list[str]) -> None:
    if os.geteuid() == 0:
        give_up_root(uid, gid, needed=(folder, command[0]))
    if LINUX:
        end_with(starter)
    os.execv(command[0], command)  # noqa: S606 - no shell is the point


def give_up_root(uid: int, gid: int, needed: tuple[str, ...]) -> None:
    """PostgreSQL refuses to be root. A user who may not enter a folder above ours is lent the right to do so."""
    if LINUX:
        prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)
    if reachable(needed):
        return
    for capability in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE) if LINUX else ():
        if lend(capability) and reachable(needed):
            return
    sys.exit(f"PostgreSQL would run as the user {uid}, who cannot enter {' or '.join(needed)}")


def reachable(paths: tuple[str, ...]) -> bool:
    return all(os.access(path, os.X_OK) for path in paths)


def lend(capability: int) -> bool:
    """Let one capability of root pass into the program, if this root has it. Those not lent end with the exec."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines())
    permitted = int(status["CapPrm"], 16) & 0xFFFFFFFF
    lent, used = 1 << capability, 1 << capability | 1 << CAP_SETPCAP
    if permitted & used != used:
        return False
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(used, permitted, lent)
    check(LIBC.capset(header, effective_permitted_inheritable))
    # PostgreSQL asks access(2) for its own files, and without this bit that call looks away from capabilities.
    prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP)
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)
    return True


def end_with(starter: int) -> None:
    """Get a fast shutdown when the starter dies. A change of user would undo this, so it comes last."""
    prctl(PR_SET_PDEATHSIG, signal.SIGINT)
    if os.getppid() != starter:
        sys.exit("the process that started PostgreSQL is gone")


def prctl(option: int, *arguments: int) -> None:
    padded = (*arguments, 0, 0, 0, 0)[:4]
    check(LIBC.prctl(option, *map(ctypes.c_ulong, padded)))


def check(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    _, starter_id, user_id, group_id, data_folder, *program = sys.argv
    main(int(starter_id), int(user_id), int(group_id), data_folder, program)
