"""The gateway's door for measurements over Kafka: open for senders that the settings name, and for nobody else."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from pydantic import SecretStr

from deploy.distributed.addresses import NotConfigured
from deploy.distributed.inbound import lacking, senders_of
from gateway.measurement.senders import Sender
from gateway.schema.ids import global_id
from shared.settings import SECRETS, MeasurementSender, Settings
from shared.web.process.wanting import Wanting
from tests.facts.people import BO

TENANT = UUID(int=0xAA)
KEY = "k" * 32


def senders(person: str = str(BO), key: str = KEY) -> Settings:
    return Settings(measurement_senders={"desk": MeasurementSender(tenant=TENANT, person=person, key=SecretStr(key))})


def test_nobody_may_send_unless_somebody_is_named() -> None:
    assert senders_of(Settings()) == {}


@pytest.mark.parametrize("person", [str(BO), str(global_id("Person", BO))])
def test_a_person_is_named_as_the_log_or_the_api_tells_it(person: str) -> None:
    assert senders_of(senders(person)) == {"desk": Sender(tenant=TENANT, person=BO, key=KEY.encode())}


def test_senders_may_be_named_by_a_file_of_the_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"desk": {"tenant": str(TENANT), "person": str(BO), "key": KEY}}
    (tmp_path / "fairway_measurement_senders").write_text(json.dumps(given), "utf-8")
    monkeypatch.setenv(SECRETS, str(tmp_path))
    assert senders_of(Settings()) == senders_of(senders())


@pytest.mark.parametrize("settings", [senders(key="short"), senders(person="Bo")])
def test_a_short_key_and_nobodys_id_are_refused_by_the_senders_name(settings: Settings) -> None:
    with pytest.raises(NotConfigured, match="of desk in FAIRWAY_MEASUREMENT_SENDERS") as refused:
        senders_of(settings)
    assert "short" not in str(refused.value)


def test_only_who_takes_part_in_a_measurement_is_waited_for() -> None:
    found = (
        Wanting(),
        Wanting(useful=["gates"]),
        Wanting(useful=["measurement: database"]),
        Wanting(needed=["ledger"]),
    )
    assert [lacking(each) for each in found] == [False, False, True, True]
