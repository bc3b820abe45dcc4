"""The shipped example, played once on a database of its own; every test looks at the same performance."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from cli.demo.performance import Performance
from shared.kernel.record import record
from tests.acceptance.demo.playing import Theatre, theatre
from tests.database import Database, copy_of


@record
class Played:
    theatre: Theatre
    performance: Performance
    database: Database


@pytest_asyncio.fixture(scope="package")
async def played(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Played]:
    async with copy_of(template, server) as database, theatre(database, tmp_path_factory.mktemp("demo")) as stage:
        yield Played(theatre=stage, performance=await stage.perform(), database=database)
