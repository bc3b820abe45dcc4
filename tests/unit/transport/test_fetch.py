"""Who lacks what the broker needs is told so in a sentence, and nothing is run that is not what was pinned."""

from pathlib import Path

import pytest

from deploy.kafka import fetch
from deploy.kafka.fetch import KafkaUnavailable, ToolMissing, fetched, pinned

JAVA = "#!/bin/sh\necho 'openjdk version \"{version}.0.1\" 2024-01-01' >&2\n"
MAVEN = """#!/bin/sh
for argument; do case $argument in -DoutputDirectory=*) folder=${argument#*=} ;; esac; done
mkdir -p "$folder" && echo wrong > "$folder/kafka-clients-4.4.0.jar"
"""
FAILING_MAVEN = "#!/bin/sh\necho '[ERROR] no such artifact'\nexit 1\n"


@pytest.fixture(autouse=True)
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has only what the test puts there, and the shell."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "mkdir").symlink_to("/bin/mkdir")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return folder


def put(folder: Path, name: str, script: str) -> Path:
    program = folder / name
    program.write_text(script)
    program.chmod(0o700)
    return program


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ToolMissing, match="needs Java 17 or newer: install"):
        fetched(tmp_path)


def test_a_java_that_is_too_old_is_named(tmp_path: Path, programs: Path) -> None:
    java = put(programs, "java", JAVA.format(version=11))
    with pytest.raises(ToolMissing, match=f"{java} is older"):
        fetched(tmp_path)


def test_without_maven_it_says_what_to_install(tmp_path: Path, programs: Path) -> None:
    put(programs, "java", JAVA.format(version=17))
    with pytest.raises(ToolMissing, match="install Apache Maven"):
        fetched(tmp_path)


def test_what_maven_says_is_passed_on(tmp_path: Path, programs: Path) -> None:
    put(programs, "java", JAVA.format(version=21))
    put(programs, "mvn", FAILING_MAVEN)
    with pytest.raises(KafkaUnavailable, match="no such artifact"):
        fetched(tmp_path)


def test_a_file_that_is_not_the_pinned_one_is_never_run(tmp_path: Path, programs: Path) -> None:
    put(programs, "java", JAVA.format(version=17))
    put(programs, "mvn", MAVEN)
    with pytest.raises(KafkaUnavailable, match=r"is not what jars\.sha256 names: HdrHistogram"):
        fetched(tmp_path)


def test_what_is_there_already_is_not_fetched_again(
    tmp_path: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = put(programs, "java", JAVA.format(version=17))
    jar = put(tmp_path, "kafka.jar", "as pinned")
    checksums = put(tmp_path, "pinned", f"{fetch.checksums(tmp_path)[jar.name]}  kafka.jar\n")
    monkeypatch.setattr(fetch, "CHECKSUMS", checksums)
    (tmp_path / "jars").mkdir()
    jar.rename(tmp_path / "jars" / jar.name)
    found = fetched(tmp_path)
    assert (found.java, found.class_path) == (java, str(tmp_path / "jars" / "kafka.jar"))


def test_the_pinned_files_are_those_of_the_version_that_the_pom_names() -> None:
    version = fetch.HERE.joinpath("pom.xml").read_text("utf-8").split("<kafka.version>")[1].split("<")[0]
    assert f"kafka_2.13-{version}.jar" in pinned()
