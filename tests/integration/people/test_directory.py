"""Names lie where no role drops them, and who was erased is never listed again, whatever a role tries."""

from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from asyncpg import InsufficientPrivilegeError

from services.engagement import app
from services.engagement.directory import Directory, Name
from shared.eventstore.postgres import open_pool
from shared.projecting.connections import Connection, Pool
from tests.conftest import FreshDatabase
from tests.database import Database

TENANT, ANA, BO = UUID(int=1), UUID(int=2), UUID(int=3)
LISTED = Name(person=ANA, name="Ana Ferreira", email="ana@example.com")
NAMED = f"set fairway.tenant = '{TENANT}'"
AS_IT_WAS = """
create table engagement.directory (
    tenant_id uuid not null, person uuid not null, name text not null, email text, primary key (tenant_id, person)
);
grant select, insert, update, delete on engagement.directory to fairway_engagement;
"""


@pytest_asyncio.fixture(scope="module")
async def installed(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    async with fresh_database() as database:
        await as_administrator(database)
        yield database


@pytest_asyncio.fixture
async def requests(installed: Database) -> AsyncIterator[Pool]:
    async with await open_pool(installed.dsn("engagement")) as pool:
        yield pool


async def as_administrator(database: Database, *statements: str) -> None:
    """Run these, then install."""
    connection = await asyncpg.connect(database.superuser)
    try:
        for statement in statements:
            await connection.execute(statement)
        await app.install(connection)
    finally:
        await connection.close()


async def tried(connection: Connection, statement: str, refused: type[asyncpg.PostgresError]) -> str:
    await connection.execute(NAMED)
    with pytest.raises(refused) as error:
        await connection.execute(statement)
    return error.value.sqlstate or ""


@pytest.mark.parametrize(
    "statement",
    [
        "drop table people.directory",
        "drop schema people cascade",
        "alter table people.directory disable trigger all",
        "drop function people.stays_erased",
        "truncate people.directory",
        "delete from people.directory",
        "update people.directory set person = gen_random_uuid()",
    ],
)
@pytest.mark.parametrize("worker", [False, True], ids=["for requests", "for workers"])
async def test_no_role_takes_names_away_but_by_erasing(installed: Database, statement: str, *, worker: bool) -> None:
    connection = await asyncpg.connect(installed.dsn("engagement", worker=worker))
    try:
        assert await tried(connection, statement, InsufficientPrivilegeError)
    finally:
        await connection.close()


@pytest.mark.parametrize("change", ["erased = false", "name = 'Ana Ferreira'", "email = 'ana@example.com'"])
async def test_who_was_erased_is_not_listed_again_by_any_statement(requests: Pool, change: str) -> None:
    directory = Directory(requests)
    await directory.enter(TENANT, LISTED)
    await directory.erase(TENANT, ANA)
    await directory.erase(TENANT, ANA)
    await directory.enter(TENANT, LISTED)
    async with requests.acquire() as connection, connection.transaction():
        assert await tried(connection, f"update people.directory set {change}", asyncpg.PostgresError) == "FW007"  # noqa: S608 - ours
    assert await directory.names(TENANT, [ANA]) == [None]


async def test_the_names_of_an_installed_database_move_along(fresh_database: FreshDatabase) -> None:
    listing = f"insert into engagement.directory values ('{TENANT}', '{BO}', 'Bo Lindqvist', null)"  # noqa: S608 - ours
    async with fresh_database() as database:
        await as_administrator(database)
        await as_administrator(database, "drop schema people cascade", AS_IT_WAS, listing)
        await as_administrator(database)
        async with await open_pool(database.dsn("engagement")) as pool:
            assert await Directory(pool).names(TENANT, [BO]) == [Name(person=BO, name="Bo Lindqvist", email=None)]
            async with pool.acquire() as connection:
                assert await tried(connection, "delete from people.directory", InsufficientPrivilegeError)


@pytest.mark.req("RF11")
async def test_an_invitation_is_seen_from_both_ends_and_written_by_the_tenant_that_invites(requests: Pool) -> None:
    home, other, directory = UUID(int=8), UUID(int=9), Directory(requests)
    for _ in range(2):
        await directory.invite(TENANT, home, ANA)
    assert await directory.invited(home, ANA) == [TENANT]
    assert await directory.invited(home, BO) == await directory.invited(other, ANA) == []
    async with requests.acquire() as connection:
        for end, seen in ((home, 1), (TENANT, 1), (other, 0)):
            await connection.execute(f"set fairway.tenant = '{end}'")
            assert await connection.fetchval("select count(*) from people.invitation") == seen
        foreign = "insert into people.invitation select gen_random_uuid(), gen_random_uuid(), gen_random_uuid()"
        assert await tried(connection, foreign, InsufficientPrivilegeError) == "42501"
        assert await tried(connection, "delete from people.invitation", InsufficientPrivilegeError) == "42501"
        await connection.execute("reset fairway.tenant")
