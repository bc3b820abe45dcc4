"""The data folder of the embedded PostgreSQL: what lies where, who owns it, and who has claimed it."""

import fcntl
import os
import pwd
import secrets
import shutil
import socket
import subprocess
from pathlib import Path
from typing import TextIO

from shared.kernel.for_people import ForPeople
from shared.kernel.record import record

HOST = "127.0.0.1"


class EmbeddedPostgresError(ForPeople):
    """The server cannot run. What is wrong and what to do stands in the message."""


class AlreadyRunning(EmbeddedPostgresError):
    """Another process has this data folder."""


class OtherMajorVersion(EmbeddedPostgresError):
    """Another major version of PostgreSQL wrote this data folder."""


class StartFailed(EmbeddedPostgresError):
    """The server did not come up."""


@record
class Folder:
    root: Path

    @classmethod
    def at(cls, root: Path) -> "Folder":
        return cls(root=root.absolute())

    @property
    def cluster(self) -> Path:
        return self.root / "cluster"

    @property
    def password_file(self) -> Path:
        return self.root / "superuser.password"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def owner(self) -> tuple[int, int]:
        """As whom the server runs."""
        status = self.root.stat()
        return status.st_uid, status.st_gid

    def claim(self) -> TextIO:
        """Make the folder if need be and hold it until the returned file is closed or this process dies."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(self.root.iterdir()) and not (self.root / "claim").exists():
            raise StartFailed(f"{self.root} holds other things: give PostgreSQL a folder of its own.")
        if os.geteuid() == 0 and self.owner[0] == 0:
            self._hand_to_nobody()
        claim = os.fdopen(os.open(self.root / "claim", os.O_RDWR | os.O_CREAT, mode=0o600), "r+")
        try:
            fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            with claim:
                holder = claim.read().strip()
            raise AlreadyRunning(
                f"Fairway already runs on {self.root}, in process {holder}: stop that first."
            ) from None
        self.write("claim", f"{os.getpid()}\n")
        return claim

    def _hand_to_nobody(self) -> None:
        nobody = pwd.getpwnam("nobody")
        for path in (self.root, *self.root.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)

    def write(self, name: str, text: str) -> None:
        """Write for the folder's owner alone, even when root does it."""
        with os.fdopen(os.open(self.root / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode=0o600), "w") as file:
            os.fchown(file.fileno(), self.owner[0], -1)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())

    def password(self) -> str:
        if not self.cluster.exists():
            self.write(self.password_file.name, secrets.token_urlsafe(24))
        if not self.password_file.exists():
            raise StartFailed(f"{self.password_file} is missing: put it back, without it the data cannot be opened.")
        return self.password_file.read_text()

    def check_major(self, ours: int) -> None:
        """Never start on files that another major version wrote."""
        try:
            theirs = (self.cluster / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return
        if theirs != str(ours):
            raise OtherMajorVersion(
                f"PostgreSQL {theirs} wrote {self.root}, and this Fairway brings PostgreSQL {ours}: dump the data "
                f"with the release that wrote it (pg_dumpall), move the folder away, start anew and restore the dump."
            )

    def unfinished_cluster(self) -> Path:
        """Where to make a cluster: not where a killed attempt may still be writing its last."""
        for remains in self.root.glob("unfinished.*"):
            shutil.rmtree(remains, ignore_errors=True)
        return self.root / f"unfinished.{secrets.token_hex(4)}"

    def adopt(self, finished: Path) -> None:
        """A cluster has its name only when it is whole, and that outlasts a power cut."""
        finished.rename(self.cluster)
        handle = os.open(self.root, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

    def port(self) -> int:
        """The port of last time if nobody has taken it, else one that the system finds free."""
        remembered = self.root / "port"
        last = remembered.read_text().strip() if remembered.exists() else ""
        port = int(last) if last.isdigit() and is_free(int(last)) else some_free_port()
        self.write("port", f"{port}\n")
        return port

    def fresh_log(self) -> None:
        if self.log.exists():
            self.log.rename(self.root / "server.previous.log")
        self.write(self.log.name, "")

    def postmaster(self) -> int | None:
        """The id of the living process that serves this folder, whoever started it."""
        pid = self._pid_file()[0]
        return int(pid) if pid.isdigit() and _serves(int(pid), self.cluster) else None

    def is_ready(self, pid: int) -> bool:
        lines = self._pid_file()
        return lines[0] == str(pid) and lines[-1].strip() == "ready"

    def forget_postmaster(self) -> None:
        """Free a dead server's pid file of an id that some other program may bear by now.

        PostgreSQL refuses a pid file that names a living process, but never its own starter. The other lines stay:
        by them it sees whether processes of the dead server still use its memory.
        """
        pid, *rest = self._pid_file()
        if pid.isdigit():
            (self.cluster / "postmaster.pid").write_text("\n".join([str(os.getpid()), *rest]) + "\n")
        else:
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _pid_file(self) -> list[str]:
        try:
            return (self.cluster / "postmaster.pid").read_text().splitlines() or [""]
        except FileNotFoundError:
            return [""]


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def some_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _serves(pid: int, cluster: Path) -> bool:
    """Tell a server from another program that bears its id by now: a server works in its cluster's folder."""
    if not Path("/proc/self/cwd").exists():
        ps = ["/bin/ps", "-ww", "-o", "args=", "-p", str(pid)]
        return f"-D {cluster} " in subprocess.run(ps, check=False, capture_output=True, text=True).stdout  # noqa: S603
    try:
        return cluster.samefile(f"/proc/{pid}/cwd")
    except OSError:
        return False
