"""A file is read through a link: that one file, for a few minutes, and never as a page."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from gateway.evidence.links import Linked, Links
from gateway.links import LIFETIME, Asker
from services.gates.evidence_store.s3 import Place, S3Store
from shared.authority.grants import WHOLE_TENANT, Readable
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO
from tests.processes import free_port
from tests.unit.gateway.evidence.counter import CONTENT, TENANT, Counter, code

DIGEST = sha256(CONTENT).hexdigest()
OTHER = UUID(int=7)
LINKED = Linked(
    by=Asker(tenant=TENANT, person=BO, home=None, engagement_id=ENGAGEMENT),
    digest=DIGEST,
    media_type="application/json",
    name='Essai "62,5"\r\n.json',
)


@pytest.fixture
async def counter(tmp_path: Path) -> Counter:
    counter = Counter(tmp_path)
    await counter.put()
    return counter


async def test_whoever_holds_the_link_reads_the_file(counter: Counter) -> None:
    answer = await counter.get(counter.links.address(LINKED))
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["content-length"] == str(len(CONTENT))


async def test_it_is_a_file_to_be_saved_and_nothing_else(counter: Counter) -> None:
    headers = (await counter.get(counter.links.address(LINKED))).headers
    assert headers["content-type"] == "application/json"
    assert headers["content-disposition"] == "attachment; filename*=UTF-8''Essai%20%2262%2C5%22%0D%0A.json"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert "no-store" in headers["cache-control"]


async def test_a_link_lives_for_a_few_minutes(counter: Counter) -> None:
    address = counter.links.address(LINKED)
    counter.later(LIFETIME)
    assert (await counter.get(address)).status_code == 200
    counter.later(timedelta(seconds=1))
    answer = await counter.get(address)
    assert (answer.status_code, code(answer)) == (410, "LINK_EXPIRED")


async def test_a_link_is_for_one_file_of_one_tenant(counter: Counter) -> None:
    address = counter.links.address(LINKED)
    answer = await counter.get(address.replace(DIGEST, "00" * 32))
    assert (answer.status_code, code(answer)) == (403, "BAD_LINK")
    counter.opened[OTHER] = WHOLE_TENANT
    foreign = replace(LINKED, by=replace(LINKED.by, tenant=OTHER, home=TENANT))
    assert (await counter.get(counter.links.address(foreign))).status_code == 404


@pytest.mark.req("RSG4")
async def test_a_link_is_shut_with_the_access_of_whoever_asked_for_it(counter: Counter) -> None:
    address = counter.links.address(LINKED)
    for readable in (None, Readable(engagements=frozenset({UUID(int=5)}))):
        counter.readable = readable
        answer = await counter.get(address)
        assert (answer.status_code, code(answer)) == (410, "LINK_EXPIRED")
    counter.readable = Readable(engagements=frozenset({ENGAGEMENT}))
    assert (await counter.get(address)).status_code == 200


@pytest.mark.req("RSG4")
async def test_a_link_of_a_visitors_is_shut_with_the_visit(counter: Counter) -> None:
    counter.opened[OTHER] = Readable(engagements=frozenset({ENGAGEMENT}))
    await counter.put(headers={"fairway-tenant": str(OTHER)})
    address = counter.links.address(replace(LINKED, by=replace(LINKED.by, tenant=OTHER, home=TENANT)))
    assert (await counter.get(address)).content == CONTENT
    counter.opened.clear()
    assert code(await counter.get(address)) == "LINK_EXPIRED"


async def test_a_link_is_not_made_by_anybody_else(counter: Counter) -> None:
    forged = Links(key=bytes(32), now=lambda: counter.now).address(LINKED)
    assert code(await counter.get(forged)) == "BAD_LINK"
    assert code(await counter.get(f"/evidence/{DIGEST}")) == "BAD_LINK"
    assert code(await counter.get(f"/evidence/{DIGEST}?link=AAAA")) == "BAD_LINK"


async def test_what_is_not_there_is_not_found(counter: Counter) -> None:
    gone = replace(LINKED, digest="00" * 32)
    assert code(await counter.get(counter.links.address(gone))) == "ADDRESS_UNKNOWN"


async def test_a_bucket_that_is_away_is_told_as_what_it_is(counter: Counter) -> None:
    place = Place(bucket="evidence", region="ca-central-1", endpoint=f"http://127.0.0.1:{free_port()}")
    counter.desk = replace(counter.desk, artefacts=S3Store(place))
    for answer in (await counter.get(counter.links.address(LINKED)), await counter.put()):
        assert (answer.status_code, code(answer)) == (503, "SERVICE_UNAVAILABLE")
        assert answer.json()["errors"][0]["extensions"]["service"] == "bucket"
