-- Reading: each function names the tenant itself, so that one round trip does; row-level security applies as ever.

create or replace function es.after(tenant uuid, after bigint, most integer) returns setof es.entry
  language plpgsql volatile set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off
as $$
begin
  perform es.enter(tenant);
  return query select v.* from es.entry v where v.tenant_id = tenant and v.seq > after order by v.seq limit most;
end $$;

-- `types`: comma-separated, none means all.
create or replace function es.within(
  tenant uuid, reach text, id text, types text, after bigint, until bigint, most integer
) returns setof es.entry
  language plpgsql volatile set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off
as $$
declare
  wanted constant text[] := string_to_array(types, ',');
begin
  perform es.enter(tenant);
  if reach = 'stream' then
    return query
      select v.* from es.entry v
      where v.tenant_id = tenant and (v.stream, v.version) > (id, es.version_at(tenant, id, after))
        and (v.stream, v.version) <= (id, es.version_at(tenant, id, until)) and (types = '' or v.type = any (wanted))
      order by v.stream, v.version limit most;
  elsif reach = 'engagement' then
    return query
      select v.* from es.entry v
      where v.tenant_id = tenant and (v.engagement_id, v.seq) > (id::uuid, after)
        and (v.engagement_id, v.seq) <= (id::uuid, until) and (types = '' or v.type = any (wanted))
      order by v.engagement_id, v.seq limit most;
  else
    return query
      select v.* from es.entry v
      where v.tenant_id = tenant and v.seq > after and v.seq <= until and (types = '' or v.type = any (wanted))
      order by v.seq limit most;
  end if;
end $$;

-- What a decision stands on. The first row has no event but the margin: position, clock, the version per scope (where
-- it is a stream) and the command's earlier outcome. What follows reaches exactly to that position.
create or replace function es.look(
  tenant uuid, command_id uuid, reaches text[], ids text[], types text[], afters bigint[]
) returns table (
  "position" bigint, clock timestamptz, versions integer[], digest bytea, first_seq bigint, last_seq bigint,
  tenant_id uuid, seq bigint, event_id uuid, stream text, version integer, engagement_id uuid, type text,
  schema_version integer, occurred_at timestamptz, recorded_at timestamptz, actor uuid, on_behalf_of uuid,
  of_command uuid, correlation_id uuid, causation_id uuid, traceparent text, data bytea, chain bytea
)
  language plpgsql volatile set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_generic_plan  -- planned once for a connection: that takes longer than to run it
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off
as $$
#variable_conflict use_column
begin
  perform es.enter(tenant);

  select coalesce((select h.seq from es.tenant_head h where h.tenant_id = tenant), 0), es.now(), s.versions,
    k.digest, k.first_seq, k.last_seq
  into "position", clock, versions, digest, first_seq, last_seq
  from (
    select array_agg(case when u.reach = 'stream' then coalesce((
        select v.version from es.event v
        where v.tenant_id = tenant and v.stream = u.id order by v.version desc limit 1
      ), 0) end order by u.i) as versions
    from unnest(reaches, ids) with ordinality u (reach, id, i)
  ) s
  left join es.command k on k.tenant_id = tenant and k.command_id = look.command_id;
  return next;

  return query
    select distinct on (v.seq)
      null::bigint, null::timestamptz, null::integer[], null::bytea, null::bigint, null::bigint, v.*
    from (
      select u.*, string_to_array(u.types, ',') as wanted,
        case u.reach when 'stream' then es.version_at(tenant, u.id, u.after) end as known,
        case u.reach when 'engagement' then u.id::uuid end as engagement_id
      from unnest(reaches, ids, types, afters) u (reach, id, types, after)
    ) s
    cross join lateral (
      (select e.* from es.entry e
       where s.reach = 'stream' and e.tenant_id = tenant and (e.stream, e.version) > (s.id, s.known)
         and (e.stream, e.version) <= (s.id, 2147483647) and e.seq <= "position"
         and (s.types = '' or e.type = any (s.wanted))
       order by e.stream, e.version)
      union all
      (select e.* from es.entry e
       where s.reach = 'engagement' and e.tenant_id = tenant and (e.engagement_id, e.seq) > (s.engagement_id, s.after)
         and (e.engagement_id, e.seq) <= (s.engagement_id, "position") and (s.types = '' or e.type = any (s.wanted))
       order by e.engagement_id, e.seq)
      union all
      (select e.* from es.entry e
       where s.reach = 'tenant' and e.tenant_id = tenant and e.seq > s.after and e.seq <= "position"
         and (s.types = '' or e.type = any (s.wanted))
       order by e.seq)
    ) v
    order by v.seq;
end $$;

-- For each engagement the last event before position `before` in a stream of these categories; 0 where there is none.
-- `categories`: comma-separated.
create or replace function es.previous(tenant uuid, engagement_ids uuid[], befores bigint[], categories text)
  returns bigint[]
  language plpgsql volatile set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set jit = off
as $$
declare
  wanted constant text[] := string_to_array(categories, ',');
begin
  perform es.enter(tenant);
  return (
    select array_agg(coalesce((
        select v.seq from es.event v
        where v.tenant_id = tenant and (v.engagement_id, v.seq) > (u.engagement_id, 0)
          and (v.engagement_id, v.seq) < (u.engagement_id, u.before) and split_part(v.stream, '-', 1) = any (wanted)
        order by v.engagement_id desc, v.seq desc limit 1
      ), 0) order by u.i)
    from unnest(engagement_ids, befores) with ordinality u (engagement_id, before, i)
  );
end $$;

create or replace function es.head(tenant uuid, out seq bigint, out chain bytea)
  language plpgsql volatile set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off
as $$
begin
  perform es.enter(tenant);
  select h.seq, h.chain into seq, chain from es.tenant_head h where h.tenant_id = tenant;
end $$;

-- For workers only: to a request there are no other tenants.
create or replace function es.heads() returns table (tenant_id uuid, seq bigint)
  language sql stable set search_path = pg_catalog, pg_temp
as $$ select h.tenant_id, h.seq from es.tenant_head h where h.seq > 0 $$;

-- recorded_at rises with seq, so halving finds the place without an index of its own.
create or replace function es.position_at(tenant uuid, moment timestamptz) returns bigint
  language plpgsql volatile set search_path = pg_catalog, pg_temp
  set enable_seqscan = off set enable_bitmapscan = off
as $$
declare
  low bigint := 0;
  high bigint;
  middle bigint;
begin
  perform es.enter(tenant);
  high := coalesce((select h.seq from es.tenant_head h where h.tenant_id = tenant), 0);
  while low < high loop
    middle := (low + high + 1) / 2;
    if (select v.recorded_at <= moment from es.event v where v.tenant_id = tenant and v.seq = middle) then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end $$;
