"""Where files of evidence lie, by the settings, and that what nothing names goes by itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from deploy.clock import now
from gateway.evidence.sweeping import sweep_for_ever
from services.gates.evidence_store import LocalStore, Place, S3Store
from shared.settings import Settings
from shared.web.artefacts import Shelves
from shared.web.backend import LogQuestions


def store_of(settings: Settings) -> Shelves:
    """A bucket if one is named, else a folder."""
    if settings.evidence_bucket is None:
        return LocalStore(settings.evidence_folder)
    key_id, secret = settings.evidence_key_id, settings.evidence_secret_key
    return S3Store(
        Place(
            bucket=settings.evidence_bucket,
            region=settings.evidence_region,
            endpoint=None if settings.evidence_endpoint is None else str(settings.evidence_endpoint).rstrip("/"),
            key_id=None if key_id is None else key_id.get_secret_value(),
            secret_key=None if secret is None else secret.get_secret_value(),
        )
    )


@asynccontextmanager
async def swept(settings: Settings, shelves: Shelves, ledger: LogQuestions) -> AsyncIterator[None]:
    """While this lasts; not on a copy that is only looked at."""
    if not settings.timers_and_reactions:
        yield
        return
    sweeping = asyncio.create_task(sweep_for_ever(shelves, ledger, now))
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping
