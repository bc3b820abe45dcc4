"""The package as a signed file: the very document that went on record, or it is refused by what was changed."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from typer.testing import CliRunner, Result

from cli.commands import fairway
from services.gates.domain.package.manifest import digest, document, manifest_of
from services.gates.proof.dsse import NotAnEnvelope, OtherPayload, SignatureForged, SignedByNobodyKnown, known, sealed
from services.gates.proof.keys import Signer
from services.gates.proof.package import PAYLOAD_TYPE, NoSuchPackage, PackageAltered, package_in, read_package
from shared.events.verdicts import CriterionState
from tests.facts.packages import MET, PACKAGE, PACKAGE_ASSEMBLED
from tests.unit.gates.domain.gate.house import passed
from tests.unit.gates.proof.filed import KEY, TRUSTED, entries

pytestmark = [pytest.mark.req("RB7"), pytest.mark.req("X2")]

WHOLE = manifest_of(PACKAGE_ASSEMBLED)
SIGNER = Signer(key=KEY)


@pytest.fixture(scope="module")
def file() -> str:
    return package_in(entries((*passed(), PACKAGE_ASSEMBLED)), PACKAGE, SIGNER)


def signed(manifest: Any) -> str:  # noqa: ANN401 - any shape
    return sealed(PAYLOAD_TYPE, document(manifest), KEY)


def test_what_is_given_out_is_what_went_on_record(file: str) -> None:
    found = read_package(file, TRUSTED, PACKAGE_ASSEMBLED.digest)
    assert (found.manifest, found.digest) == (WHOLE, PACKAGE_ASSEMBLED.digest)


def test_one_that_was_never_assembled_is_not_given_out() -> None:
    with pytest.raises(NoSuchPackage):
        package_in(entries((*passed(), PACKAGE_ASSEMBLED)), UUID(int=1), SIGNER)


def test_whatever_was_changed_in_it_is_refused(file: str) -> None:
    envelope = json.loads(file)
    other = json.loads(signed(replace(WHOLE, number=2)))
    with pytest.raises(SignatureForged):
        read_package(json.dumps(envelope | {"payload": other["payload"]}), TRUSTED)
    with pytest.raises(SignedByNobodyKnown):
        read_package(file, known())
    with pytest.raises(OtherPayload):
        read_package(sealed("application/json", document(WHOLE), KEY), TRUSTED)
    with pytest.raises(NotAnEnvelope, match="fields of its package"):
        read_package(signed({"number": 1}), TRUSTED)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (document(WHOLE).replace(b'"number":1', b'"number": 1'), "not canonical"),
        (document(replace(WHOLE, criteria=())), "not complete"),
        (document(replace(WHOLE, criteria=(replace(MET, state=CriterionState.STALE),))), "not complete"),
    ],
)
def test_one_that_its_signer_forged_is_refused_for_what_it_says(content: bytes, says: str) -> None:
    with pytest.raises(PackageAltered, match=says):
        read_package(sealed(PAYLOAD_TYPE, content, KEY), TRUSTED)


def test_another_package_is_not_the_one_that_was_recorded() -> None:
    with pytest.raises(PackageAltered, match=PACKAGE_ASSEMBLED.digest):
        read_package(signed(replace(WHOLE, number=2)), TRUSTED, PACKAGE_ASSEMBLED.digest)


def verified(folder: Path, text: str, *more: str) -> Result:
    (folder / "keys.json").write_text(json.dumps(SIGNER.published()), encoding="utf-8")
    (folder / "package.json").write_text(text, encoding="utf-8")
    given = ["package", "verify", str(folder / "package.json"), "--keys", str(folder / "keys.json"), *more]
    return CliRunner().invoke(fairway(), given)


def test_the_command_says_what_it_is_about_or_what_is_wrong(tmp_path: Path, file: str) -> None:
    right = verified(tmp_path, file, "--digest", PACKAGE_ASSEMBLED.digest)
    assert right.exit_code == 0, right.output
    assert f"Package 1 of engagement {WHOLE.engagement_id}" in right.output
    assert digest(WHOLE) in right.output
    wrong = verified(tmp_path, file, "--digest", "0" * 64)
    assert (wrong.exit_code, "PACKAGE_ALTERED" in wrong.output) == (1, True)
    assert verified(tmp_path, "{}").exit_code == 1
