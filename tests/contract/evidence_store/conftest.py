"""The two stores: a folder, and a bucket on an S3 server that runs for all of these tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from services.gates.evidence_store import LocalStore, Place, S3Store
from shared.kernel.record import record
from shared.web.artefacts import Shelves
from tests.s3.server import Server, running_s3


@record
class Where:
    """How another process opens the same store, as JSON holds it, and the folder in which everything of it lies."""

    folder: Path
    place: Place | None = None

    def opened(self) -> Shelves:
        return LocalStore(self.folder) if self.place is None else S3Store(self.place)


@pytest_asyncio.fixture(scope="session")
async def s3(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Server]:
    async with running_s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture(params=["a folder", "a bucket"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    if request.param == "a folder":
        return Where(folder=tmp_path)
    server: Server = request.getfixturevalue("s3")
    name = tmp_path.name.replace("_", "-")[:60].lower()
    return Where(folder=server.folder / name, place=server.bucket(name))


@pytest.fixture
def store(where: Where) -> Shelves:
    return where.opened()
