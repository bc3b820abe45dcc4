"""A file takes the place of what was shown, in one call; and both doors honour whose tenant is visited."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from gateway.schema.ids import global_id
from services.gates.contracts.evidence import ReviseEvidence, SubmitEvidence
from shared.authority.grants import Readable
from shared.events.evidence import EvidenceValue
from shared.kernel.refusal import NotPermitted
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_ID
from tests.facts.people import BO
from tests.unit.gateway.evidence.counter import AGAIN, CONTENT, TENANT, Counter, code

pytestmark = pytest.mark.req("RSG4")

DIGEST = sha256(CONTENT).hexdigest()
CLIENT = UUID(int=0xCC)
VISITED = {"fairway-tenant": str(CLIENT)}


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def command_of(counter: Counter) -> ReviseEvidence:
    (request,) = counter.sent
    assert isinstance(request.command, ReviseEvidence)
    return request.command


async def test_a_file_is_kept_and_takes_the_place_of_what_was_shown(counter: Counter) -> None:
    answer = await counter.revise(said={"digest": DIGEST})
    command = command_of(counter)
    told = {"evidence": global_id("EvidencePiece", EVIDENCE_ID), "digest": DIGEST, "size": len(CONTENT)}
    assert (answer.status_code, answer.json()) == (200, {**told, "repeated": False})
    assert (command.evidence_id, command.reason, counter.files()) == (EVIDENCE_ID, AGAIN["reason"], [DIGEST])
    artefact = command.artefact
    assert (artefact.digest, artefact.size, artefact.media_type) == (DIGEST, len(CONTENT), "application/json")
    assert (artefact.valid_from, artefact.valid_until) == (date(2026, 2, 27), date(2026, 5, 28))


async def test_what_a_tools_file_says_is_read_for_the_criterion_that_it_backs_already(counter: Counter) -> None:
    counter.known = frozenset({"k6_summary"})
    await counter.revise(said={"format": "k6_summary"})
    assert command_of(counter).artefact.values == (EvidenceValue(name="k6_summary", value=str(len(CONTENT))),)


async def test_one_key_is_one_revision(counter: Counter) -> None:
    for key in ("run-12", "run-12", "run-13"):
        await counter.revise(headers={"idempotency-key": key})
    first, again, other = (request.command_id for request in counter.sent)
    assert first == again != other


@pytest.mark.parametrize(
    ("named", "status", "expected"),
    [
        (str(global_id("EvidencePiece", UUID(int=4))), 404, "EVIDENCE_NOT_FOUND"),
        (str(global_id("Engagement", ENGAGEMENT)), 422, "NOT_WELL_FORMED"),
        (DIGEST, 422, "NOT_WELL_FORMED"),
    ],
)
async def test_what_is_no_evidence_is_not_revised(counter: Counter, named: str, status: int, expected: str) -> None:
    answer = await counter.revise(evidence=named)
    assert (answer.status_code, code(answer)) == (status, expected)
    assert (counter.files(), counter.sent) == ([], [])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"title": "x"}, "NOT_WELL_FORMED"),
        ({"engagement": str(global_id("Engagement", ENGAGEMENT))}, "NOT_WELL_FORMED"),
        ({"digest": "00" * 32}, "DIGEST_DIFFERS"),
    ],
)
async def test_what_is_refused_is_not_kept(counter: Counter, said: dict[str, str], expected: str) -> None:
    answer = await counter.revise(said=said)
    assert (answer.status_code, code(answer)) == (422, expected)
    assert (counter.files(), counter.sent) == ([], [])


async def test_who_may_not_read_it_does_not_learn_that_it_is_there(counter: Counter) -> None:
    counter.readable = Readable(engagements=frozenset({UUID(int=5)}))
    assert code(await counter.revise()) == "EVIDENCE_NOT_FOUND"
    assert counter.files() == []


async def test_a_file_to_revise_by_is_bounded_as_the_first_one(counter: Counter) -> None:
    answer = await counter.revise(b"[" * 1_001)
    assert (answer.status_code, code(answer), counter.files()) == (413, "ARTEFACT_TOO_LARGE", [])


async def test_what_the_command_is_refused_for_is_told(counter: Counter) -> None:
    counter.refusing = NotPermitted(roles="model_lead")
    assert (await counter.revise()).status_code == 403


async def test_who_was_let_in_shows_and_revises_in_the_tenant_that_they_visit(counter: Counter) -> None:
    counter.opened[CLIENT] = Readable(engagements=frozenset({ENGAGEMENT}))
    assert (await counter.put(headers=VISITED)).status_code == 201
    assert (await counter.revise(headers=VISITED)).status_code == 200
    assert [(sent.tenant, sent.person, sent.home) for sent in counter.sent] == [(CLIENT, BO, TENANT)] * 2
    assert isinstance(counter.sent[0].command, SubmitEvidence)
    assert [path.parent.parent.name for path in counter.folder.rglob(DIGEST)] == [str(CLIENT)]


@pytest.mark.parametrize("visited", [str(CLIENT), "nobody", str(CLIENT).upper()])
async def test_who_was_not_let_in_is_refused_alike_and_sends_nothing(counter: Counter, visited: str) -> None:
    for answer in (
        await counter.put(headers={"fairway-tenant": visited}),
        await counter.revise(headers={"fairway-tenant": visited}),
    ):
        assert (answer.status_code, code(answer)) == (403, "FORBIDDEN")
    assert (counter.files(), counter.sent) == ([], [])


async def test_who_visits_reaches_the_engagement_that_was_opened_alone(counter: Counter) -> None:
    counter.opened[CLIENT] = Readable(engagements=frozenset({UUID(int=5)}))
    assert code(await counter.put(headers=VISITED)) == "ENGAGEMENT_NOT_FOUND"
    assert code(await counter.revise(headers=VISITED)) == "EVIDENCE_NOT_FOUND"


async def test_ones_own_tenant_may_be_named(counter: Counter) -> None:
    assert (await counter.put(headers={"fairway-tenant": str(TENANT)})).status_code == 201
    assert counter.sent[0].home is None
