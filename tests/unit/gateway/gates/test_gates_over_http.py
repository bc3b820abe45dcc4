"""One request says whether something may go live now, with a proof; another gives a decision out with its grounds."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from gateway.schema.ids import global_id
from services.gates.contracts.proofs import Expected, Subject, problems, proven, read_dossier, trusted
from services.gates.proof.statement import read
from shared.authority.grants import Readable
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_WITHDRAWN
from tests.facts.gates import PASSED_ON_CONDITION
from tests.facts.people import NOW
from tests.facts.releases import PINNED
from tests.facts.sources import ACCESS_REVOKED
from tests.facts.tenants import TENANT_CONFIGURED
from tests.history import TENANT
from tests.unit.gates.domain.gate.house import DECISION, DRILL, GREEN, PUBLISHED, passed
from tests.unit.gateway.gates.barrier import NAMED, SIGNER, Barrier, remember

CHECK = f"/gates/{NAMED}/check?stage=assessment"
DOSSIER = f"/gates/{NAMED}/assessment/decisions/{DECISION}/dossier"
TRUSTED = trusted(json.dumps(SIGNER.published()))
PAST = passed(*GREEN, PINNED)


@pytest.fixture
def barrier() -> Barrier:
    return Barrier()


async def answer(barrier: Barrier, *facts: Any) -> dict[str, Any]:  # noqa: ANN401 - any facts
    await remember(barrier.log, facts)
    response = await barrier.get(CHECK)
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def code(response: Any) -> tuple[int, str]:  # noqa: ANN401 - an answer
    (error,) = response.json()["errors"]
    assert error["message"]
    return response.status_code, error["extensions"]["code"]


@pytest.mark.req("X16")
async def test_a_go_is_told_with_its_decision_and_an_attestation_that_verifies(barrier: Barrier) -> None:
    found = await answer(barrier, *PAST)
    assert (found["allowed"], found["outcome"], found["reasons"]) == (True, "PASS", [])
    assert (found["decision"], found["position"]) == (global_id("GateDecision", DECISION), len(PAST))
    expected = Expected(
        engagement=ENGAGEMENT,
        at=NOW + timedelta(minutes=5),
        subjects=(Subject(name="model", sha256=PINNED.model_digest),),
        stage=Stage.ASSESSMENT,
        tenant=TENANT,
    )
    check = proven(json.dumps(found["attestation"]), TRUSTED, expected)
    assert (check.decision, check.release) == (DECISION, PINNED.release_id)


@pytest.mark.req("X16")
async def test_a_no_is_an_answer_too_with_its_reasons_signed(barrier: Barrier) -> None:
    found = await answer(barrier, *PAST, ACCESS_REVOKED)
    assert found["allowed"] is False
    assert [each["code"] for each in found["reasons"]] == ["OUTDATED", "NOT_MET"]
    check, subjects = read(json.dumps(found["attestation"]), TRUSTED)
    assert (check.allowed, check.reasons[0].split(":")[0]) == (False, "OUTDATED")
    assert [each.name for each in subjects] == ["model", "prompt", "data", "configuration"]


async def test_the_day_is_the_tenants_own(barrier: Barrier) -> None:
    """On the evening of its last day a piece of evidence still counts in London, and no more in Auckland."""
    barrier.now = datetime.combine(DRILL.valid_until, time(20), UTC)
    there = replace(TENANT_CONFIGURED, time_zone="Pacific/Auckland")
    assert (await answer(barrier, *PAST))["allowed"] is True
    assert (await answer(barrier, *PAST, there))["allowed"] is False


async def test_without_a_decision_the_answer_is_no(barrier: Barrier) -> None:
    found = await answer(barrier, *GREEN)
    assert (found["allowed"], found["decision"], found["outcome"]) == (False, None, "PASS")


async def test_the_keys_are_public(barrier: Barrier) -> None:
    response = await barrier.get("/keys", by="")
    assert (response.status_code, response.json()) == (200, SIGNER.published())
    assert set(response.json()["keys"][0]) == {"kty", "crv", "use", "alg", "kid", "x"}


@pytest.mark.parametrize("address", [CHECK, DOSSIER])
async def test_nobody_is_answered_without_a_token_and_a_role(barrier: Barrier, address: str) -> None:
    await remember(barrier.log, PAST)
    assert code(await barrier.get(address, by="")) == (401, "UNAUTHENTICATED")
    barrier.doors.open = None
    assert code(await barrier.get(address)) == (403, "FORBIDDEN")


@pytest.mark.parametrize("address", [CHECK, DOSSIER])
async def test_what_may_not_be_read_reads_as_what_does_not_exist(barrier: Barrier, address: str) -> None:
    unknown = await barrier.get(address)
    await remember(barrier.log, PAST)
    barrier.doors.open = Readable(engagements=frozenset({UUID(int=9)}))
    hidden = await barrier.get(address)
    assert code(unknown) == code(hidden) == (404, "ENGAGEMENT_UNKNOWN")


async def test_whoever_reads_the_engagement_alone_is_told_by_all_that_it_stands_on(barrier: Barrier) -> None:
    await remember(barrier.log, PAST)
    barrier.doors.open = Readable(engagements=frozenset({ENGAGEMENT}))
    assert (await barrier.get(CHECK)).json()["allowed"] is True


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"/gates/{NAMED}/check?stage=retirement", (404, "STAGE_UNKNOWN")),
        ("/gates/house/check", (404, "ENGAGEMENT_UNKNOWN")),
        (f"/gates/{NAMED}/assessment/decisions/{UUID(int=7)}/dossier", (404, "DECISION_UNKNOWN")),
        (f"/gates/{NAMED}/assessment/decisions/x/dossier", (404, "DECISION_UNKNOWN")),
        (f"/gates/{NAMED}/closure/decisions/{DECISION}/dossier", (404, "DECISION_UNKNOWN")),
    ],
)
async def test_what_does_not_exist_is_told_by_name(barrier: Barrier, address: str, expected: tuple[int, str]) -> None:
    await remember(barrier.log, PAST)
    assert code(await barrier.get(address)) == expected


@pytest.mark.req("X2")
async def test_a_dossier_holds_whatever_came_after_the_decision(barrier: Barrier) -> None:
    await remember(barrier.log, (*PAST, EVIDENCE_WITHDRAWN))
    response = await barrier.get(DOSSIER)
    assert response.headers["content-type"] == "application/vnd.dsse.envelope.v1+json"
    found = read_dossier(response.text, TRUSTED)
    assert problems(found) == ()
    assert found.decision_id == DECISION
    assert max(each.seq for each in found.events) == len(PAST)


async def test_a_dossier_holds_no_framework_of_others(barrier: Barrier) -> None:
    other = replace(PUBLISHED, name="other", digest="0" * 64, document="{}")
    await remember(barrier.log, (other, *passed(other, *GREEN)[1:]))
    found = read_dossier((await barrier.get(DOSSIER)).text, TRUSTED)
    assert [each.type for each in found.events].count("FrameworkPublished") == 1
    assert problems(found) == ()


async def test_a_decision_without_a_verdict_has_no_dossier(barrier: Barrier) -> None:
    bare = PASSED_ON_CONDITION
    await remember(barrier.log, (*GREEN, bare))
    address = f"/gates/{NAMED}/{bare.stage}/decisions/{bare.decision_id}/dossier"
    assert code(await barrier.get(address)) == (409, "DECISION_WITHOUT_VERDICT")
