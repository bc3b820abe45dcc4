"""The names behind the ids of people. Not part of any event, so that erasing a name erases it everywhere."""

import re
from collections.abc import Callable, Sequence
from uuid import UUID

import asyncpg

from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line
from shared.projecting.connections import Connection, Pool
from shared.projecting.reading import unheard

MOST_INVITATIONS = 100
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")

# The tenant is set for the statement's own transaction, in the same round trip.
TENANT = "select set_config('fairway.tenant', '{tenant}', true)"

# In a schema of its own: the worker owns the one of the views, and with it the right to drop whatever lies there.
INSTALL = """
create schema if not exists people;
alter schema people owner to fairway_store;
do $$ begin
  if to_regclass('engagement.directory') is not null and to_regclass('people.directory') is null then
    alter table engagement.directory set schema people;
  end if;
end $$;
create table if not exists people.directory (
    tenant_id uuid not null,
    person uuid not null,
    name text not null,
    email text,
    primary key (tenant_id, person)
);
alter table people.directory add column if not exists erased boolean not null default false;
alter table people.directory owner to fairway_store;
alter table people.directory enable row level security;
alter table people.directory force row level security;
drop policy if exists tenant on people.directory;
create policy tenant on people.directory
    using (tenant_id = (select nullif(current_setting('fairway.tenant', true), '')::uuid));
create or replace function people.stays_erased() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'who was erased is never listed again' using errcode = 'FW007';
end $$;
create or replace trigger stays_erased before update on people.directory
    for each row when (old.erased and new is distinct from old) execute function people.stays_erased();
create table if not exists people.invitation (
    home uuid not null,
    person uuid not null,
    tenant_id uuid not null,
    primary key (home, person, tenant_id)
);
alter table people.invitation owner to fairway_store;
alter table people.invitation enable row level security;
alter table people.invitation force row level security;
drop policy if exists both_ends on people.invitation;
create policy both_ends on people.invitation
    using ((select nullif(current_setting('fairway.tenant', true), '')::uuid) in (home, tenant_id))
    with check (tenant_id = (select nullif(current_setting('fairway.tenant', true), '')::uuid));
revoke all on people.directory, people.invitation from {role};
grant select, insert on people.invitation to {role};
grant usage on schema people to {role};
grant select, insert, update (name, email, erased) on people.directory to {role};
"""


@record
class Name:
    """How a person is called. Nobody decides anything by it."""

    person: UUID
    name: str
    email: str | None


def listed(person: UUID, name: str, email: str | None) -> Name:
    """The person as they can be listed. Raises Refused where a word of it is no name and no address."""
    if email is not None and ADDRESS.fullmatch(email) is None:
        raise NotWellFormed(where=("input", "email"), problem="email is the address of a mailbox")
    return Name(person=person, name=line("name", name), email=None if email is None else line("email", email))


async def install(connection: Connection, role: str) -> None:
    """Create the directory for the service's role. Takes an administrator, after the service's views."""
    async with connection.transaction():
        await connection.execute(INSTALL.format(role=role))


class Directory:
    """Names by person, within one tenant at a time. Who was erased is never listed again."""

    def __init__(self, pool: Pool, on_statement: Callable[[str], None] = unheard) -> None:
        self._pool = pool
        self._on_statement = on_statement

    async def names(self, tenant: UUID, people: Sequence[UUID]) -> list[Name | None]:
        """In the order of the ids; None for whoever is not listed."""
        statement = "select person, name, email from people.directory where person = any($1) and not erased"
        rows = await self._run(tenant, statement, list(people))
        found = {row["person"]: Name(person=row["person"], name=row["name"], email=row["email"]) for row in rows}
        return [found.get(person) for person in people]

    async def enter(self, tenant: UUID, name: Name) -> None:
        """List the person, or correct how they are listed."""
        statement = (
            "insert into people.directory (tenant_id, person, name, email) values ($1, $2, $3, $4) "
            "on conflict (tenant_id, person) do update set name = excluded.name, email = excluded.email "
            "where not directory.erased"
        )
        known = listed(name.person, name.name, name.email)
        await self._run(tenant, statement, tenant, known.person, known.name, known.email)

    async def erase(self, tenant: UUID, person: UUID) -> None:
        statement = (
            "insert into people.directory (tenant_id, person, name, erased) values ($1, $2, '', true) "
            "on conflict (tenant_id, person) do update set name = '', email = null, erased = true"
        )
        await self._run(tenant, statement, tenant, person)

    async def invite(self, tenant: UUID, home: UUID, person: UUID) -> None:
        """Let the person find this tenant from home: where to look, and no right to see anything there."""
        statement = (
            "insert into people.invitation (home, person, tenant_id) values ($1, $2, $3) "
            "on conflict (home, person, tenant_id) do nothing"
        )
        await self._run(tenant, statement, home, person, tenant)

    async def invited(self, home: UUID, person: UUID) -> list[UUID]:
        """The tenants that ever invited the person, by their ids."""
        statement = (
            "select tenant_id from people.invitation where home = $1 and person = $2 order by tenant_id limit $3"
        )
        rows = await self._run(home, statement, home, person, MOST_INVITATIONS)
        return [row["tenant_id"] for row in rows]

    async def _run(self, tenant: UUID, statement: str, *values: object) -> list[asyncpg.Record]:
        self._on_statement(statement)
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(TENANT.format(tenant=UUID(str(tenant))))
            return await connection.fetch(statement, *values)
