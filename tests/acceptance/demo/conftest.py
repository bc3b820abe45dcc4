"""The shipped example up to its first gate, played once on a database of its own: all look at the same performance."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
import pytest_asyncio

from cli.demo.performance import Performance
from shared.kernel.record import record
from tests.acceptance.demo.playing import Theatre, theatre, up_to
from tests.database import Database, copy_of

FIRST_GATE = date(2026, 11, 5)
"""A condition of its decision is met."""


@record
class Played:
    theatre: Theatre
    performance: Performance
    database: Database


@pytest_asyncio.fixture(scope="package")
async def played(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Played]:
    folder = tmp_path_factory.mktemp("demo")
    async with copy_of(template, server) as database, theatre(database, folder, up_to(FIRST_GATE)) as stage:
        yield Played(theatre=stage, performance=await stage.perform(), database=database)
