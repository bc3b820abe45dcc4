"""The programs of the broker: Maven fetches them by `pom.xml`, and each must have the checksum in `jars.sha256`.

`python -m deploy.kafka.fetch` does it by hand. After a change of the versions, `--pin` writes the checksums anew.
"""

import fcntl
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from shared.kernel.for_people import ForPeople
from shared.kernel.record import record

HERE = Path(__file__).parent
CHECKSUMS = HERE / "jars.sha256"
FOLDER = HERE.parents[1] / "build" / "kafka"
OLDEST_JAVA = 17
FETCH_WITHIN = 600.0


class KafkaUnavailable(ForPeople):
    """The broker cannot be had here. What is wrong and what to do stands in the message."""


class ToolMissing(KafkaUnavailable):
    """Java or Maven is not installed."""


@record
class Programs:
    """The Java to run, and the class path of the broker."""

    java: Path
    jars: tuple[Path, ...]

    @property
    def class_path(self) -> str:
        return os.pathsep.join(map(str, self.jars))


def fetched(folder: Path = FOLDER) -> Programs:
    """The programs of the broker, fetched if they are not here yet. Raises KafkaUnavailable."""
    java = installed_java()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        jars = folder / "jars"
        if faults(jars):
            tell(f"Fetching Apache Kafka by Maven into {folder} (45 MB, once) ...")
            copy_by_maven(jars)
        if wrong := faults(jars):
            raise KafkaUnavailable(f"What Maven fetched into {jars} is not what {CHECKSUMS.name} names: {wrong[0]}.")
    return Programs(java=java, jars=tuple(sorted(jars / name for name in pinned())))


def pinned() -> dict[str, str]:
    """The checksum of each file."""
    lines = CHECKSUMS.read_text("ascii").splitlines()
    return {name: checksum for checksum, name in (line.split() for line in lines)}


def checksums(jars: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in jars.glob("*.jar")}


def faults(jars: Path) -> list[str]:
    """The files that are missing or are not what they should be."""
    found = checksums(jars)
    return sorted(name for name, checksum in pinned().items() if found.get(name) != checksum)


def installed_java() -> Path:
    home = os.environ.get("JAVA_HOME")
    named = Path(home, "bin", "java") if home else None
    path = str(named) if named and named.exists() else shutil.which("java")
    if path is None:
        raise ToolMissing(f"Apache Kafka needs Java {OLDEST_JAVA} or newer: install a Java runtime.")
    told = subprocess.run([path, "-version"], capture_output=True, text=True, check=False)  # noqa: S603 - of this machine
    version = re.search(r'version "(\d+)', told.stderr)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise ToolMissing(f"Apache Kafka needs Java {OLDEST_JAVA} or newer, and {path} is older.")
    return Path(path)


def copy_by_maven(jars: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise ToolMissing("Apache Kafka is fetched by Maven, and there is no mvn: install Apache Maven.")
    shutil.rmtree(jars, ignore_errors=True)
    command = [maven, "-B", "-q", "-f", str(HERE / "pom.xml"), "dependency:copy-dependencies"]
    try:
        done = subprocess.run(  # noqa: S603 - of this machine
            [*command, f"-DoutputDirectory={jars}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=FETCH_WITHIN,
        )
    except subprocess.TimeoutExpired:
        raise KafkaUnavailable(f"Maven did not fetch Apache Kafka within {FETCH_WITHIN:.0f} seconds.") from None
    if done.returncode != 0:
        said = [line for line in done.stdout.splitlines() if line.startswith("[ERROR]")]
        raise KafkaUnavailable(f"Maven could not fetch Apache Kafka: {(said or ['it gave no reason'])[0]}")


def tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def pin() -> None:
    """Take what Maven fetches now as what is right."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    copy_by_maven(FOLDER / "jars")
    lines = [f"{checksum}  {name}\n" for name, checksum in sorted(checksums(FOLDER / "jars").items())]
    CHECKSUMS.write_text("".join(lines), "ascii")


def main(arguments: list[str]) -> None:
    try:
        if arguments == ["--pin"]:
            pin()
        programs = fetched()
    except KafkaUnavailable as error:
        sys.exit(str(error))
    tell(f"Apache Kafka is ready to run in {FOLDER}: {len(programs.jars)} files.")


if __name__ == "__main__":
    main(sys.argv[1:])
