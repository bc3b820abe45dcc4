"""A cluster asks a gate before it keeps an object, by a pass that opens this gate and nothing else."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from gateway.gates.passes import Passes
from services.gates.contracts.proofs import Expected, Subject, proven
from shared.authority.grants import Readable
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import NOW
from tests.facts.releases import PINNED
from tests.facts.sources import ACCESS_REVOKED
from tests.unit.gates.domain.gate.house import DECISION
from tests.unit.gateway.gates.barrier import NAMED, Barrier, remember
from tests.unit.gateway.gates.cluster import UID, image, pod, review, workload
from tests.unit.gateway.gates.test_gates_over_http import PAST, TRUSTED, code

pytestmark = pytest.mark.req("X16")

GATE = f"/gates/{ENGAGEMENT}/assessment"
ADMISSION, PASSES = f"{GATE}/admission", f"{GATE}/passes"
PROXY = "e5" * 32
PARTS = [image(getattr(PINNED, f"{part}_digest")) for part in ("model", "prompt")]
DEPLOYED = review(workload("Deployment", pod(*PARTS, image(PROXY))))


@pytest.fixture
def barrier() -> Barrier:
    return Barrier()


async def pass_of(barrier: Barrier, **wanted: object) -> str:
    await remember(barrier.log, PAST[:1])
    given = (await barrier.post(PASSES, {"beside": [f"sha256:{PROXY}"], **wanted})).json()["pass"]
    return f"Bearer {given}"


async def asked(barrier: Barrier, *facts: Any, body: object = DEPLOYED) -> dict[str, Any]:  # noqa: ANN401 - any facts
    await remember(barrier.log, facts)
    response = await barrier.post(ADMISSION, body, by=await pass_of(barrier))
    assert response.status_code == 200
    told: dict[str, Any] = response.json()["response"]
    assert told["uid"] == UID
    return told


async def test_what_was_decided_on_is_let_in_with_a_proof_for_the_clusters_audit_log(barrier: Barrier) -> None:
    told = await asked(barrier, *PAST)
    assert (told["allowed"], told["warnings"]) == (True, [])
    assert told["auditAnnotations"]["decision"] == str(DECISION)
    subject = Subject(name="model", sha256=PINNED.model_digest)
    expected = Expected(engagement=ENGAGEMENT, at=NOW, subjects=(subject,), stage=Stage.ASSESSMENT)
    assert proven(told["auditAnnotations"]["attestation"], TRUSTED, expected).position == len(PAST)


async def test_what_the_gate_denies_is_not_let_in_and_the_reasons_are_told(barrier: Barrier) -> None:
    told = await asked(barrier, *PAST, ACCESS_REVOKED)
    assert (told["allowed"], told["status"]["code"]) == (False, 403)
    assert told["status"]["message"].startswith("GATE_DENIES: The gate does not let it pass: OUTDATED")


async def test_what_brings_nothing_new_is_let_in_whatever_the_gate_says(barrier: Barrier) -> None:
    told = await asked(barrier, *PAST, ACCESS_REVOKED, body={**DEPLOYED, "request": deleted()})
    assert told == {"uid": UID, "allowed": True}


def deleted() -> dict[str, Any]:
    return {**DEPLOYED["request"], "operation": "DELETE", "object": None}


async def test_what_makes_no_pods_known_here_is_denied_by_name(barrier: Barrier) -> None:
    told = await asked(barrier, *PAST, body=review({}, "ConfigMap"))
    assert (told["allowed"], told["status"]["message"].split(":")[0]) == (False, "KIND_UNKNOWN")


async def test_a_pass_opens_its_gate_and_nothing_else(barrier: Barrier) -> None:
    await remember(barrier.log, PAST)
    shown = await pass_of(barrier)
    by_global_id = f"/gates/{NAMED}/assessment/admission"
    assert (await barrier.post(by_global_id, DEPLOYED, by=shown)).status_code == 200
    for other in (f"/gates/{UUID(int=9)}/assessment/admission", f"/gates/{ENGAGEMENT}/adoption/admission"):
        assert code(await barrier.post(other, DEPLOYED, by=shown)) == (403, "BAD_PASS")
    for address in (f"/gates/{NAMED}/check", f"/gates/{NAMED}/assessment/decisions/{DECISION}/dossier"):
        assert code(await barrier.get(address, by=shown)) == (401, "UNAUTHENTICATED")
    assert code(await barrier.post(PASSES, {}, by=shown)) == (401, "UNAUTHENTICATED")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("", (401, "PASS_MISSING")),
        ("Basic ZGVlOmRlZQ==", (401, "PASS_MISSING")),
        ("dee", (401, "PASS_MISSING")),
        ("Bearer dee", (403, "BAD_PASS")),
        ("Bearer AZ" + "0" * 200, (403, "BAD_PASS")),
    ],
)
async def test_what_is_no_pass_is_refused(barrier: Barrier, shown: str, expected: tuple[int, str]) -> None:
    assert code(await barrier.post(ADMISSION, DEPLOYED, by=shown)) == expected


async def test_a_pass_counts_until_its_day_and_while_who_asked_may_read_the_engagement(barrier: Barrier) -> None:
    await remember(barrier.log, PAST)
    shown = await pass_of(barrier, days=1)
    (warning,) = (await barrier.post(ADMISSION, DEPLOYED, by=shown)).json()["response"]["warnings"]
    assert "runs out" in warning
    for gone in (None, Readable(engagements=frozenset({UUID(int=9)}))):
        barrier.doors.open = gone
        assert code(await barrier.post(ADMISSION, DEPLOYED, by=shown)) == (401, "PASS_OVER")
    barrier.doors = Barrier().doors
    assert (await barrier.post(ADMISSION, DEPLOYED, by=shown)).status_code == 200
    barrier.later(timedelta(days=1, seconds=1))
    assert code(await barrier.post(ADMISSION, DEPLOYED, by=shown)) == (401, "PASS_OVER")


async def test_a_pass_sealed_by_another_fairway_opens_nothing(barrier: Barrier) -> None:
    backends = barrier.backends()
    mine = Passes(key=backends.cursor_key, now=backends.now)
    shown = (await pass_of(barrier)).removeprefix("Bearer ")
    by = mine.opened(shown, ENGAGEMENT, Stage.ASSESSMENT).by
    forged, _ = Passes(key=b"x" * 32, now=backends.now).given(by, Stage.ASSESSMENT, (), 90)
    assert code(await barrier.post(ADMISSION, DEPLOYED, by=f"Bearer {forged}")) == (403, "BAD_PASS")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([], (400, "BODY_NOT_OBJECT")),
        ({"days": "90"}, (400, "PASS_MALFORMED")),
        ({"beside": "sha256:" + PROXY}, (400, "PASS_MALFORMED")),
        ({"stage": "adoption"}, (400, "PASS_MALFORMED")),
        ({"days": 0}, (400, "PASS_TOO_LONG")),
        ({"days": True}, (400, "PASS_TOO_LONG")),
        ({"days": 367}, (400, "PASS_TOO_LONG")),
        ({"beside": [PROXY]}, (400, "BESIDE_NOT_DIGESTS")),
        ({"beside": [7]}, (400, "BESIDE_NOT_DIGESTS")),
        ({"beside": [f"sha256:{PROXY}"] * 51}, (400, "BESIDE_NOT_DIGESTS")),
    ],
)
async def test_a_pass_is_asked_for_in_so_many_words(
    barrier: Barrier, wanted: object, expected: tuple[int, str]
) -> None:
    assert code(await barrier.post(PASSES, wanted)) == expected


async def test_nobody_is_given_a_pass_who_may_not_read_the_engagement(barrier: Barrier) -> None:
    assert code(await barrier.post(PASSES, {}, by="")) == (401, "UNAUTHENTICATED")
    assert code(await barrier.post(PASSES, {})) == (404, "ENGAGEMENT_UNKNOWN")
    await remember(barrier.log, PAST)
    assert code(await barrier.post(f"/gates/{ENGAGEMENT}/x/passes", {})) == (404, "STAGE_UNKNOWN")
    barrier.doors.open = Readable(engagements=frozenset({UUID(int=9)}))
    assert code(await barrier.post(PASSES, {})) == (404, "ENGAGEMENT_UNKNOWN")
    assert code(await barrier.post("/gates/x/assessment/passes", {})) == (404, "ENGAGEMENT_UNKNOWN")


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        (b"{}", "application/json", (400, "NOT_AN_ADMISSION_REVIEW")),
        (b"{", "application/json", (400, "BODY_NOT_JSON")),
        (b"{}", "text/plain", (415, "CONTENT_TYPE_NOT_JSON")),
    ],
)
async def test_what_is_no_review_is_no_answer_so_that_the_cluster_keeps_nothing(
    barrier: Barrier, body: bytes, kind: str, expected: tuple[int, str]
) -> None:
    shown = await pass_of(barrier)
    async with barrier.client(shown) as client:
        response = await client.post(ADMISSION, content=body, headers={"content-type": kind})
    assert code(response) == expected


async def test_a_gate_that_takes_too_long_is_no_answer_while_the_cluster_still_waits(barrier: Barrier) -> None:
    await remember(barrier.log, PAST)
    shown = await pass_of(barrier)
    assert code(await barrier.post(ADMISSION, DEPLOYED, by=shown, seconds=0.0)) == (503, "ANSWER_TOO_LATE")


async def test_asking_records_nothing(barrier: Barrier) -> None:
    await asked(barrier, *PAST)
    tenant = (await barrier.backends().authenticate("dee")).tenant
    assert (await barrier.log.head(tenant)).seq == len(PAST)
