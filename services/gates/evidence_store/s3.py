"""Files of evidence in a bucket that speaks S3: sent in parts to a place apart, and copied to their own once whole.

`{tenant}/{first two digits}/{digest}/{upload}`: each upload is an object of its own, so that whoever takes away an old
one never takes one that came meanwhile. What is being sent lies in `{tenant}/incoming`, where nobody looks. The
signature of each request covers the SHA-256 of its body: what was altered on its way is refused by the server.
"""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_hex
from typing import Any
from uuid import UUID

import obstore
from obstore.store import S3Store as Bucket

from services.gates.evidence_store.checked import checked
from services.gates.evidence_store.failing import in_short
from services.gates.evidence_store.sending import Sending
from shared.kernel.record import record
from shared.web.artefacts import Kept, Stored

DIGEST = re.compile(r"[0-9a-f]{64}")
PART = 5 * 1024 * 1024  # no server takes smaller ones, but for the last
AT_ONCE = 2
INCOMING = "incoming"


@record
class Place:
    """Which bucket, and where. Without `endpoint` Amazon's; without keys whatever the machine itself may do."""

    bucket: str
    region: str
    endpoint: str | None = None
    key_id: str | None = None
    secret_key: str | None = None

    def __repr__(self) -> str:
        return f"Place(bucket={self.bucket!r}, endpoint={self.endpoint!r})"


class S3Store:
    """Safe to use from many tasks and processes at once."""

    def __init__(self, place: Place) -> None:
        self._bucket = bucket(place)

    async def put(self, tenant: UUID, chunks: AsyncIterator[bytes]) -> Stored:
        upload = token_hex(16)
        apart = f"{tenant}/{INCOMING}/{upload}"
        sending = Sending(lambda parts: self._send(apart, parts), PART)
        try:
            digest, size = sha256(), 0
            async for chunk in chunks:
                size += len(chunk)
                digest.update(chunk)
                await sending.take(chunk)
            await sending.end()
        except BaseException:
            await sending.give_up()
            raise
        stored = Stored(digest=digest.hexdigest(), size=size)
        with in_short():
            try:
                await obstore.copy_async(self._bucket, apart, f"{folder(tenant, stored.digest)}/{upload}")
            finally:
                await obstore.delete_async(self._bucket, apart)
        return stored

    async def open(self, tenant: UUID, digest: str) -> AsyncIterator[bytes] | None:
        newest = await self._newest(tenant, digest)
        return checked(self._read(newest["path"], newest["size"]), digest) if newest else None

    async def has(self, tenant: UUID, digest: str) -> int | None:
        newest = await self._newest(tenant, digest)
        return newest["size"] if newest else None

    async def tenants(self) -> list[UUID]:
        found = []
        with in_short():
            listed = await obstore.list_with_delimiter_async(self._bucket)
        for each in listed["common_prefixes"]:
            with suppress(ValueError):
                found.append(UUID(each))
        return sorted(found)

    async def before(self, tenant: UUID, moment: datetime) -> list[Kept]:
        found = [each async for each in self._listed(f"{tenant}/")]
        last: dict[str, datetime] = {}
        for each in found:
            of = each["path"].rpartition("/")[0]
            last[of] = max(each["last_modified"], last.get(of, each["last_modified"]))
        kept = ((each, digest_of(each["path"])) for each in found if each["last_modified"] < moment)
        return [
            Kept(
                tenant=tenant,
                digest=digest,
                size=each["size"],
                place=each["path"],
                spare=digest is not None and each["last_modified"] < last[each["path"].rpartition("/")[0]],
            )
            for each, digest in kept
        ]

    async def drop(self, kept: Kept, moment: datetime) -> bool:
        """No object is ever written twice: what was old once is not put anew."""
        with suppress(FileNotFoundError), in_short():
            found = await obstore.head_async(self._bucket, kept.place)
            if found["last_modified"] < moment:
                await obstore.delete_async(self._bucket, kept.place)
                return True
        return False

    async def _send(self, place: str, parts: AsyncIterator[bytes]) -> object:
        with in_short():
            return await obstore.put_async(self._bucket, place, parts, chunk_size=PART, max_concurrency=AT_ONCE)

    async def _newest(self, tenant: UUID, digest: str) -> Any:  # noqa: ANN401 - the library has no public type for it
        """The one that is taken away last."""
        if not DIGEST.fullmatch(digest):
            return None
        found = [each async for each in self._listed(f"{folder(tenant, digest)}/")]
        return max(found, key=lambda each: (each["last_modified"], each["path"]), default=None)

    async def _listed(self, prefix: str) -> AsyncIterator[Any]:
        with in_short():
            async for page in obstore.list(self._bucket, prefix=prefix):
                for each in page:
                    yield each

    async def _read(self, place: str, size: int) -> AsyncIterator[bytes]:
        """A request for each part: whoever reads slowly holds none open."""
        for start in range(0, size, PART):
            with in_short():
                part = await obstore.get_range_async(self._bucket, place, start=start, end=min(start + PART, size))
            yield bytes(part)


def bucket(place: Place) -> Bucket:
    keys = {"access_key_id": place.key_id, "secret_access_key": place.secret_key, "endpoint": place.endpoint}
    given: Mapping[str, Any] = {name: value for name, value in keys.items() if value is not None}
    plain = place.endpoint is not None and place.endpoint.startswith("http://")
    return Bucket(
        place.bucket,
        region=place.region,
        virtual_hosted_style_request=place.endpoint is None,
        client_options={"connect_timeout": "5s", "timeout": "60s", "allow_http": plain},
        retry_config={"max_retries": 3, "retry_timeout": timedelta(seconds=30)},
        **given,
    )


def folder(tenant: UUID, digest: str) -> str:
    return f"{tenant}/{digest[:2]}/{digest}"


def digest_of(path: str) -> str | None:
    _, _, named, *_ = (*path.split("/"), "", "")
    return named if DIGEST.fullmatch(named) else None
