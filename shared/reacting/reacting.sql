-- Which reactions a service has, how far each is with each tenant, and the events that it failed on.

create table if not exists reaction (
  name text primary key,
  begun_at timestamptz not null default clock_timestamp()
);

create table if not exists reaction_checkpoint (
  reaction text not null references reaction,
  tenant_id uuid not null,
  seq bigint not null,
  primary key (reaction, tenant_id)
) with (fillfactor = 50);

create table if not exists reaction_parked (
  reaction text not null references reaction,
  tenant_id uuid not null,
  seq bigint not null,
  error text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (reaction, tenant_id, seq)
);

-- For the service's workers alone, who serve all tenants.
alter table reaction_checkpoint enable row level security;
alter table reaction_checkpoint force row level security;
alter table reaction_parked enable row level security;
alter table reaction_parked force row level security;
drop policy if exists worker on reaction_checkpoint;
drop policy if exists worker on reaction_parked;
create policy worker on reaction_checkpoint to current_user using (true) with check (true);
create policy worker on reaction_parked to current_user using (true) with check (true);
