"""What only a bucket can go wrong in: it is refused, away, or altered; and no message ever holds the secret."""

import traceback
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from deploy.clock import now
from services.gates.evidence_store import Place, S3Store
from services.gates.evidence_store.failing import BucketFailed
from shared.web.artefacts import Altered
from tests.contract.evidence_store.test_evidence_store import CONTENT, DIGEST, TENANT, content, pieces
from tests.s3.server import SECRET_KEY, Server, free_port

pytestmark = pytest.mark.req("RSG4")


@pytest.fixture
def place(s3: Server, tmp_path: Path) -> Place:
    return s3.bucket(tmp_path.name.replace("_", "-")[:60].lower())


async def test_an_object_lies_under_its_tenant_and_its_digest_and_nothing_beside_it(place: Place, s3: Server) -> None:
    await S3Store(place).put(TENANT, pieces(CONTENT))
    folder = s3.folder / place.bucket
    (found,) = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    assert str(found.parent) == f"{TENANT}/{DIGEST[:2]}/{DIGEST}"


async def test_what_was_altered_where_it_lies_is_not_given_out_whole(place: Place, s3: Server) -> None:
    store = S3Store(place)
    await store.put(TENANT, pieces(CONTENT))
    (path,) = [path for path in (s3.folder / place.bucket).rglob("*") if path.is_file()]
    path.write_bytes(CONTENT[:-1] + b"!")
    with pytest.raises(Altered):
        await content(store, TENANT, DIGEST)


async def test_whoever_shows_another_secret_is_refused_and_no_secret_is_told(place: Place) -> None:
    wrong = replace(place, secret_key=f"{SECRET_KEY}-2")
    with pytest.raises(BucketFailed, match="403 Forbidden, SignatureDoesNotMatch") as refused:
        await S3Store(wrong).put(TENANT, pieces(CONTENT))
    said = "".join(traceback.format_exception(refused.value)) + repr(wrong) + repr(S3Store(wrong))
    assert SECRET_KEY not in said
    assert place.key_id is not None
    assert place.key_id not in said


async def test_a_file_for_a_bucket_that_is_away_is_not_waited_for_without_end(place: Place) -> None:
    away = replace(place, endpoint=f"http://127.0.0.1:{free_port()}")
    with pytest.raises(BucketFailed, match="without an answer"):
        await S3Store(away).put(TENANT, pieces(*(CONTENT for _ in range(20))))


async def test_a_bucket_that_is_not_there_holds_nothing_and_takes_nothing(place: Place) -> None:
    gone = S3Store(replace(place, bucket="gone"))
    with pytest.raises(FileNotFoundError):
        await gone.put(UUID(int=1), pieces(CONTENT))


async def test_a_file_that_was_copied_from_a_folder_is_read_and_replaced_by_none(place: Place, s3: Server) -> None:
    moved = s3.folder / place.bucket / str(TENANT) / DIGEST[:2] / DIGEST / "0"
    moved.parent.mkdir(parents=True)
    moved.write_bytes(CONTENT)
    store = S3Store(place)
    assert await content(store, TENANT, DIGEST) == CONTENT
    (found,) = await store.before(TENANT, now() + timedelta(hours=1))
    assert (found.digest, found.spare) == (DIGEST, False)
