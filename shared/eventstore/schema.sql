-- The tables of the log: facts are added by es.append alone, and nobody changes or removes them.

create table if not exists es.database (
  only_row boolean primary key default true check (only_row),
  kind text not null check (kind in ('production', 'test', 'demo')),
  clock timestamptz,
  constraint production_keeps_the_real_time check (kind <> 'production' or clock is null)
);

create table if not exists es.category (
  category text primary key,
  role name not null
);

create table if not exists es.tenant_head (
  tenant_id uuid primary key,
  seq bigint not null default 0,
  chain bytea not null default decode(repeat('00', 32), 'hex'),
  last_at bigint not null default 0
) with (fillfactor = 50);
comment on column es.tenant_head.last_at is 'recorded_at of event seq, in microseconds since 1970-01-01 UTC';

create table if not exists es.event (
  tenant_id uuid not null,
  seq bigint not null,
  event_id uuid not null,
  stream text collate "C" not null check (stream like '_%-_%'),
  version integer not null,
  engagement_id uuid,
  type text collate "C" not null,
  schema_version integer not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  actor uuid not null,
  on_behalf_of uuid,
  command_id uuid not null,
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text collate "C",
  data bytea not null,
  chain bytea not null,
  leaf bytea not null,
  primary key (tenant_id, seq),
  unique (tenant_id, stream, version)
);
create index if not exists event_of_engagement on es.event (tenant_id, engagement_id, seq);

create table if not exists es.command (
  tenant_id uuid not null,
  command_id uuid not null,
  digest bytea not null check (octet_length(digest) = 32),
  first_seq bigint not null,
  last_seq bigint not null,
  primary key (tenant_id, command_id)
);

-- Rows of a tenant show only where the transaction has named it; without a name there are none, for the owner neither.
-- The name is asked for in a query of its own, which runs once for a statement and not for every row.

do $$
declare
  name text;
begin
  foreach name in array array['tenant_head', 'event', 'command'] loop
    execute format('alter table es.%I enable row level security', name);
    execute format('alter table es.%I force row level security', name);
    execute format('drop policy if exists of_the_named_tenant on es.%I', name);
    execute format(
      'create policy of_the_named_tenant on es.%I '
      'using (tenant_id = (select nullif(current_setting(''fairway.tenant'', true), '''')::uuid))', name);
  end loop;
end $$;

drop policy if exists workers_know_all_tenants on es.tenant_head;
create policy workers_know_all_tenants on es.tenant_head for select to fairway_worker using (true);

-- What is recorded stays, whoever asks.

create or replace function es.refuse() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception '% on es.% is refused: what is recorded stays', tg_op, tg_table_name using errcode = 'FW001';
end $$;

create or replace trigger append_only before update or delete or truncate on es.event
  for each statement execute function es.refuse();
create or replace trigger append_only before update or delete or truncate on es.command
  for each statement execute function es.refuse();
create or replace trigger append_only before delete or truncate on es.tenant_head
  for each statement execute function es.refuse();
create or replace trigger kind_is_for_ever before update of kind, only_row or delete or truncate on es.database
  for each statement execute function es.refuse();

create or replace view es.entry with (security_invoker = true) as
  select tenant_id, seq, event_id, stream, version, engagement_id, type, schema_version, occurred_at, recorded_at,
         actor, on_behalf_of, command_id, correlation_id, causation_id, traceparent, data, chain
  from es.event;

revoke all on all tables in schema es from public, fairway_service, fairway_reader, fairway_worker;
grant select on es.tenant_head, es.event, es.command, es.entry to fairway_service, fairway_worker;
grant select on es.tenant_head, es.event, es.entry to fairway_reader;
