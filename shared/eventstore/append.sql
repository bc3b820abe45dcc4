-- Appending: judge the attempts of one tenant in order, write the accepted ones whole.
-- Attempts, their events and their conditions come as parallel arrays in the order of the attempts, each scope once;
-- what points from one to the other counts from 1. Times are microseconds since 1970-01-01 UTC.
-- An attempt writes to a stream in one run of events, whose first version says which one it expects before it.
--
-- Each attempt gets an outcome, with what belongs to it in firsts, lasts and places:
--   appended, repeated: its first and last seq
--   reused: the command id belongs to another request
--   wrong_version: the version that the stream has; the place of the event
--   condition_failed: the seq that breaks it; the place of the condition
--   occurred_later: the recorded_at that it would have had

create or replace function es.append(
  tenant uuid,
  command_ids uuid[], digests bytea[], actors uuid[], on_behalf_of uuid[], correlation_ids uuid[],
  causation_ids uuid[], traceparents text[], occurred bigint[],
  event_attempt integer[], streams text[], versions integer[], engagement_ids uuid[],
  event_ids uuid[], event_types text[], schema_versions integer[], data bytea[],
  scope_reach text[], scope_id text[], scope_types text[],
  condition_attempt integer[], condition_scope integer[], sinces bigint[],
  out outcomes text[], out firsts bigint[], out lasts bigint[], out places integer[]
)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan set jit = off
  set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
#variable_conflict use_column
declare
  attempts constant integer := cardinality(command_ids);
  events constant integer := cardinality(event_attempt);
  head record;
  store record;           -- what the store knows of the commands, streams and scopes at hand
  base bigint;            -- recorded_at of the first event accepted here
  next bigint;            -- the seq that comes next
  link bytea;             -- the chain so far
  oldest bigint[] := array_fill(null::bigint, array[cardinality(scope_reach)]);  -- per scope, of its conditions
  seqs bigint[] := array_fill(null::bigint, array[events]);  -- per accepted event, as the next two
  leafs bytea[];
  chains bytea[] := array_fill(null::bytea, array[events]);
  e integer := 1;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append needs READ COMMITTED: it must see what was committed while it waited'
      using errcode = 'FW004';
  end if;
  perform es.enter(tenant);

  -- The head comes first: from here on this tenant's log stands still.
  select h.seq, h.chain, h.last_at into head from es.tenant_head h where h.tenant_id = tenant for update;
  if not found then
    insert into es.tenant_head (tenant_id) values (tenant) on conflict do nothing;
    select h.seq, h.chain, h.last_at into head from es.tenant_head h where h.tenant_id = tenant for update;
  end if;

  for c in 1 .. cardinality(condition_scope) loop
    oldest[condition_scope[c]] := least(oldest[condition_scope[c]], sinces[c]);
  end loop;
  select es.microseconds(coalesce(d.clock, clock_timestamp())) as now, a.*, k.*, v.*, s.*
  into store
  from es.database d
  cross join (
    select count(distinct u.command_id) = attempts as all_different, max(u.occurred) as latest
    from unnest(command_ids, occurred) u (command_id, occurred)
  ) a
  cross join (
    select array_agg(k.command_id) as ids, array_agg(k.digest) as digests, array_agg(k.first_seq) as firsts,
      array_agg(k.last_seq) as lasts
    from es.command k where k.tenant_id = tenant and k.command_id = any (command_ids)
  ) k
  cross join (
    select array_agg(u.now_at order by u.e) as versions, bool_and(u.version = u.now_at + u.nth) as as_expected,
      bool_and(split_part(u.stream, '-', 1) = any (array(
        select o.category from es.category o where o.role = session_user
      ))) as owned
    from (
      select u.stream, u.version, u.e, row_number() over (partition by u.stream order by u.e) as nth, coalesce((
          select v.version from es.event v  -- mostly the last one is the one before: of a long stream only that is read
          where v.tenant_id = tenant and v.stream = u.stream and v.version >= u.version - 1
          order by v.version desc limit 1
        ), (
          select v.version from es.event v
          where v.tenant_id = tenant and v.stream = u.stream order by v.version desc limit 1
        ), 0) as now_at
      from unnest(streams, versions) with ordinality u (stream, version, e)
    ) u
  ) v
  cross join (
    select array_agg(case
      when u.since >= head.seq then false
      when u.reach = 'stream' then u.since < (
        select v.seq from es.event v where v.tenant_id = tenant and v.stream = u.id order by v.version desc limit 1)
      when u.reach = 'engagement' then (
        select true from es.event v
        where v.tenant_id = tenant and (v.engagement_id, v.seq) > (u.engagement_id, u.since)
          and (v.engagement_id, v.seq) <= (u.engagement_id, head.seq) and (u.types = '' or v.type = any (u.wanted))
        order by v.engagement_id, v.seq limit 1)
      else (
        select true from es.event v
        where v.tenant_id = tenant and v.seq > u.since and (u.types = '' or v.type = any (u.wanted))
        order by v.seq limit 1)
      end) as stirred,
      bool_or((u.types = '' or u.wanted && event_types) and case u.reach
        when 'stream' then u.id = any (streams)
        when 'engagement' then u.engagement_id = any (engagement_ids)
        else true end) as rivalled
    from (
      select *, string_to_array(u.types, ',') as wanted,
        case u.reach when 'engagement' then u.id::uuid end as engagement_id
      from unnest(scope_reach, scope_id, scope_types, oldest) u (reach, id, types, since)
    ) u
  ) s;
  if not store.owned then
    raise exception '% does not write to all of %', session_user, streams using errcode = 'FW005';
  end if;
  base := greatest(store.now, head.last_at + 1);
  next := head.seq + 1;

  -- Mostly nobody is in anybody's way: then every attempt is accepted, and none has to be judged.
  if store.ids is null and store.all_different and store.as_expected is not false
    and true = any (store.stirred) is not true and (attempts = 1 or store.rivalled is not true)
    and coalesce(store.latest <= base, true)
  then
    outcomes := array_fill('appended'::text, array[attempts]);
    places := array_fill(null::integer, array[attempts]);
    for i in 1 .. attempts loop
      firsts[i] := next;
      while event_attempt[e] = i loop
        seqs[e] := next;
        next := next + 1;
        e := e + 1;
      end loop;
      lasts[i] := next - 1;
    end loop;
    if e <= events then
      raise exception 'events must come in the order of their attempts' using errcode = 'FW006';
    end if;
  else
    select j.* into outcomes, firsts, lasts, places, seqs, next
    from es.judge(
      tenant, head.seq, base, command_ids, digests, occurred, event_attempt, streams, versions, engagement_ids,
      event_types, scope_reach, scope_id, scope_types, condition_attempt, condition_scope, sinces,
      store.ids, store.digests, store.firsts, store.lasts, store.versions, store.stirred) j;
  end if;

  if next > head.seq + 1 then
    select array_agg(es.leaf(
      tenant, event_ids[e], actors[a], command_ids[a], coalesce(correlation_ids[a], command_ids[a]), versions[e],
      schema_versions[e], coalesce(occurred[a], base + seqs[e] - head.seq - 1), engagement_ids[e], on_behalf_of[a],
      causation_ids[a], convert_to(traceparents[a], 'UTF8'), convert_to(streams[e], 'UTF8'),
      convert_to(event_types[e], 'UTF8'), data[e]) order by e)
    into leafs
    from unnest(event_attempt) with ordinality u (a, e);
    link := head.chain;
    for e in 1 .. events loop
      if seqs[e] is not null then
        link := es.link(link, seqs[e], base + seqs[e] - head.seq - 1, leafs[e]);
        chains[e] := link;
      end if;
    end loop;
    insert into es.event (
      tenant_id, seq, event_id, stream, version, engagement_id, type, schema_version, occurred_at, recorded_at,
      actor, on_behalf_of, command_id, correlation_id, causation_id, traceparent, data, leaf, chain)
    select tenant, seqs[e], event_ids[e], streams[e], versions[e], engagement_ids[e], event_types[e],
      schema_versions[e], coalesce(es.moment(occurred[a]), u.recorded_at), u.recorded_at, actors[a], on_behalf_of[a],
      command_ids[a], coalesce(correlation_ids[a], command_ids[a]), causation_ids[a], traceparents[a], data[e],
      leafs[e], chains[e]
    from (
      select a, e, es.moment(base + seqs[e] - head.seq - 1) as recorded_at
      from unnest(event_attempt) with ordinality u (a, e)
      where seqs[e] is not null
      offset 0  -- the moment is computed once
    ) u;
    update es.tenant_head h set seq = next - 1, chain = link, last_at = base + next - head.seq - 2
    where h.tenant_id = tenant;
  end if;

  insert into es.command (tenant_id, command_id, digest, first_seq, last_seq)
  select tenant, command_ids[i], digests[i], firsts[i], lasts[i]
  from generate_series(1, attempts) i
  where outcomes[i] = 'appended';
end $$;
