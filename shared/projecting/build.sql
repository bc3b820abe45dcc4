-- What every build has beside its views: how far each tenant is, and which scopes wait for a mended fold.

create table checkpoint (
  tenant_id uuid primary key,
  seq bigint not null,
  chain bytea not null
) with (fillfactor = 50);

create table parked (
  tenant_id uuid not null,
  scope text collate "C" not null,
  seq bigint not null,
  error text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, scope)
);

create policy worker on checkpoint for select to current_user using (true);
create policy worker on parked for select to current_user using (true);
