"""The program of the S3 server: Maven fetches it by `pom.xml`, and it must have the checksum that stands here."""

import fcntl
import shutil
import subprocess
from hashlib import file_digest
from pathlib import Path

from deploy.kafka.fetch import ToolMissing, installed_java
from shared.kernel.for_people import ForPeople

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "build" / "s3proxy"
JAR = "s3proxy-4.1.0-jar-with-dependencies.jar"
CHECKSUM = "a4d025969aaf796616ed4b1e2491d87d455ce84bb28cb9db086b2e6aaa68b48d"
FETCH_WITHIN = 600.0


class S3Unavailable(ForPeople):
    """The server cannot be had here. What is wrong stands in the message."""


def fetched(folder: Path = FOLDER) -> tuple[Path, Path]:
    """The Java to run and the program, fetched if it is not here yet. Raises ToolMissing or S3Unavailable."""
    java = installed_java()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_right(folder / JAR):
            copy_by_maven(folder)
        if not is_right(folder / JAR):
            raise S3Unavailable(f"What Maven fetched into {folder} is not what {HERE.name} names.")
    return java, folder / JAR


def is_right(jar: Path) -> bool:
    if not jar.exists():
        return False
    with jar.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == CHECKSUM


def copy_by_maven(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise ToolMissing("S3Proxy is fetched by Maven, and there is no mvn: install Apache Maven.")
    command = [maven, "-B", "-q", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    done = subprocess.run(  # noqa: S603 - of this machine
        [*command, f"-DoutputDirectory={folder}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=FETCH_WITHIN,
    )
    if done.returncode != 0:
        said = [line for line in done.stdout.splitlines() if line.startswith("[ERROR]")]
        raise S3Unavailable(f"Maven could not fetch S3Proxy: {(said or ['it gave no reason'])[0]}")
