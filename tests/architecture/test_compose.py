"""The compose file is one by its specification, and starts what the topology names, as it should be started."""

import re
import subprocess
import sys
from typing import Any

import pytest
import yaml

from deploy.topology import TOPOLOGY
from shared.settings import Settings
from tests.architecture.tree import ROOT

FILE = ROOT / "docker-compose.yml"
COMPOSE: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
DOCKERFILE = (ROOT / "deploy/docker/Dockerfile").read_text("utf-8")
ONCE = ("secrets", "migrate", "topics")
PINNED = re.compile(r"[\w./-]+:\d+\.\d+[\w.-]*")


def test_it_follows_the_compose_specification() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("entry", TOPOLOGY, ids=lambda entry: entry.name)
def test_each_process_of_the_topology_is_served_and_watched(entry: Any) -> None:  # noqa: ANN401 - named by its tuple
    service = SERVICES[entry.name]
    port = Settings.model_fields[entry.port].default
    assert service["command"] == ["serve", entry.name]
    assert service["healthcheck"]["test"][-1] == f"http://127.0.0.1:{port}"
    assert service["restart"] == "unless-stopped"


def test_what_prepares_runs_once_and_is_waited_for() -> None:
    waited = {
        name: need["condition"] for each in SERVICES.values() for name, need in each.get("depends_on", {}).items()
    }
    assert {name: SERVICES[name]["restart"] for name in ONCE} == dict.fromkeys(ONCE, "no")
    assert {waited[name] for name in ONCE} == {"service_completed_successfully"}
    assert {waited[name] for name in waited.keys() - set(ONCE)} == {"service_healthy"}


def test_images_are_pinned_and_ours_is_not_root() -> None:
    foreign = [service["image"] for service in SERVICES.values() if "build" not in service]
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert all(PINNED.fullmatch(image) for image in (*foreign, *bases)), (foreign, bases)
    assert re.search(r"^USER (?!0|root)", DOCKERFILE, re.MULTILINE)


def test_only_the_gateway_is_reached_from_outside_and_only_from_this_machine() -> None:
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert list(ports) == ["gateway"]
    assert all(str(port).startswith("127.0.0.1:") for port in ports["gateway"])


def test_no_process_sees_the_secrets_of_another() -> None:
    seen = {
        name: volume["volume"]["subpath"]
        for name, service in SERVICES.items()
        for volume in service.get("volumes", [])
        if isinstance(volume, dict) and volume["source"] == "secrets" and "volume" in volume
    }
    assert seen == {entry.name: entry.name for entry in TOPOLOGY} | {"postgres": "all", "migrate": "all"}


def test_every_setting_that_it_gives_is_one() -> None:
    known = {f"FAIRWAY_{name.upper()}" for name in Settings.model_fields}
    given = {name for service in SERVICES.values() for name in service.get("environment", {})}
    assert {name for name in given if name.startswith("FAIRWAY_")} <= known
