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
  conditions constant integer := cardinality(condition_attempt);
  scopes constant integer := cardinality(scope_reach);
  events constant integer := cardinality(event_attempt);
  head record;
  store record;           -- what the store knows of the commands, streams and scopes at hand
  base bigint;            -- recorded_at of the first event accepted here
  next bigint;            -- the seq that comes next
  link bytea;             -- the chain so far
  oldest bigint[] := array_fill(null::bigint, array[scopes]);  -- per scope: the earliest `since` of its conditions
  rival_scope integer[];  -- pairs: a scope, and an event of this call that breaks its conditions if it is accepted
  rival_event integer[];
  calm boolean;
  now_at integer[];       -- per event that is the first one here to its stream: the stream's version by now
  taken integer[];        -- per attempt that is the first one here with its command id: the one that was accepted
  seqs bigint[] := array_fill(null::bigint, array[events]);    -- per accepted event, as the next two
  leafs bytea[] := array_fill(null::bytea, array[events]);
  chains bytea[] := array_fill(null::bytea, array[events]);
  verdict text; first bigint; last bigint; place integer;      -- of the attempt in hand
  recorded bigint; broken_by bigint;
  e integer := 1; c integer := 1; x integer; twin integer; s integer;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append needs READ COMMITTED: it must see what was committed while it waited'
      using errcode = 'FW004';
  end if;
  verdict := es.enter(tenant);

  -- The head comes first: from here on this tenant's log stands still.
  select h.seq, h.chain, h.last_at into head from es.tenant_head h where h.tenant_id = tenant for update;
  if not found then
    insert into es.tenant_head (tenant_id) values (tenant) on conflict do nothing;
    select h.seq, h.chain, h.last_at into head from es.tenant_head h where h.tenant_id = tenant for update;
  end if;

  for c in 1 .. conditions loop
    s := condition_scope[c];
    oldest[s] := least(oldest[s], sinces[c]);
  end loop;
  select es.microseconds(coalesce(d.clock, clock_timestamp())) as now, k.*, v.*, o.*,
    (select count(distinct u) = attempts from unnest(command_ids) u) as all_different,
    (select max(u) from unnest(occurred) u) as latest
  into store
  from es.database d
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
      end) as stirred
    from (
      select *, string_to_array(u.types, ',') as wanted,
        case u.reach when 'engagement' then u.id::uuid end as engagement_id
      from unnest(scope_reach, scope_id, scope_types, oldest) u (reach, id, types, since)
    ) u
  ) o;
  if not store.owned then
    raise exception '% does not write to all of %', session_user, streams using errcode = 'FW005';
  end if;
  now_at := store.versions;
  base := greatest(store.now, head.last_at + 1);
  next := head.seq + 1;
  link := head.chain;

  if scopes > 0 and attempts > 1 then
    select array_agg(r.s), array_agg(r.e) into rival_scope, rival_event
    from (
      select k.s::integer, v.e::integer
      from unnest(scope_reach, scope_id, scope_types) with ordinality k (reach, id, types, s)
      join unnest(streams, engagement_ids, event_types) with ordinality v (stream, engagement_id, type, e)
        on (k.types = '' or v.type = any (string_to_array(k.types, ',')))
        and case k.reach when 'stream' then v.stream = k.id
                         when 'engagement' then v.engagement_id::text = k.id else true end
      order by k.s, v.e
    ) r;
  end if;

  -- Mostly nobody is in anybody's way: then every attempt is accepted, and none has to be judged.
  calm := store.ids is null and store.all_different and store.as_expected is not false and rival_scope is null
    and true = any (store.stirred) is not true and coalesce(store.latest <= base, true);

  for i in 1 .. attempts loop
    verdict := 'appended'; first := next; last := null; place := null;
    if not calm then
      twin := array_position(command_ids, command_ids[i]);
      x := array_position(store.ids, command_ids[i]);
      if x is not null then
        verdict := case when store.digests[x] = digests[i] then 'repeated' else 'reused' end;
        first := store.firsts[x];
        last := store.lasts[x];
      elsif taken[twin] is not null then
        x := taken[twin];
        verdict := case when digests[x] = digests[i] then 'repeated' else 'reused' end;
        first := firsts[x];
        last := lasts[x];
      end if;

      x := e;
      while verdict = 'appended' and event_attempt[x] = i loop
        s := array_position(streams, streams[x]);
        if event_attempt[x - 1] = i and streams[x - 1] = streams[x] then
          if versions[x] <> versions[x - 1] + 1 then
            raise exception 'the versions of % do not follow each other', streams[x] using errcode = 'FW006';
          end if;
        elsif now_at[s] <> versions[x] - 1 then
          verdict := 'wrong_version'; first := now_at[s]; place := x;
        end if;
        x := x + 1;
      end loop;

      while condition_attempt[c] = i loop
        if verdict = 'appended' then
          s := condition_scope[c];
          broken_by := null;
          if store.stirred[s] then
            broken_by := es.first_since(tenant, scope_reach[s], scope_id[s], scope_types[s], sinces[c]);
          end if;
          x := array_position(rival_scope, s);
          while broken_by is null and rival_scope[x] = s loop
            if seqs[rival_event[x]] > sinces[c] then
              broken_by := seqs[rival_event[x]];
            end if;
            x := x + 1;
          end loop;
          if broken_by is not null then
            verdict := 'condition_failed'; first := broken_by; place := c;
          end if;
        end if;
        c := c + 1;
      end loop;

      if verdict = 'appended' and occurred[i] > base + next - head.seq - 1 then
        verdict := 'occurred_later'; first := base + next - head.seq - 1;
      end if;
      if verdict = 'appended' then
        taken[twin] := i;
      end if;
    end if;

    if verdict = 'appended' then
      while event_attempt[e] = i loop
        if not calm then
          now_at[array_position(streams, streams[e])] := versions[e];
        end if;
        recorded := base + next - head.seq - 1;
        leafs[e] := es.leaf(
          tenant, event_ids[e], actors[i], command_ids[i], coalesce(correlation_ids[i], command_ids[i]), versions[e],
          schema_versions[e], coalesce(occurred[i], recorded), engagement_ids[e], on_behalf_of[i], causation_ids[i],
          convert_to(traceparents[i], 'UTF8'), convert_to(streams[e], 'UTF8'), convert_to(event_types[e], 'UTF8'),
          data[e]);
        link := es.link(link, next, recorded, leafs[e]);
        chains[e] := link;
        seqs[e] := next;
        next := next + 1;
        e := e + 1;
      end loop;
      last := next - 1;
    end if;
    while event_attempt[e] = i loop
      e := e + 1;
    end loop;
    outcomes[i] := verdict;
    firsts[i] := first;
    lasts[i] := last;
    places[i] := place;
  end loop;
  if e <= events or (c <= conditions and not calm) then
    raise exception 'events and conditions must come in the order of their attempts' using errcode = 'FW006';
  end if;

  if next > head.seq + 1 then
    insert into es.event (
      tenant_id, seq, event_id, stream, version, engagement_id, type, schema_version, occurred_at, recorded_at,
      actor, on_behalf_of, command_id, correlation_id, causation_id, traceparent, data, leaf, chain)
    select tenant, u.seq, u.event_id, u.stream, u.version, u.engagement_id, u.type, u.schema_version,
      coalesce(es.moment(occurred[u.a]), u.recorded_at), u.recorded_at, actors[u.a], on_behalf_of[u.a],
      command_ids[u.a], coalesce(correlation_ids[u.a], command_ids[u.a]), causation_ids[u.a], traceparents[u.a],
      u.data, u.leaf, u.chain
    from (
      select u.*, es.moment(base + u.seq - head.seq - 1) as recorded_at
      from unnest(event_attempt, seqs, streams, versions, engagement_ids, event_ids, event_types, schema_versions, data,
          leafs, chains)
        as u (a, seq, stream, version, engagement_id, event_id, type, schema_version, data, leaf, chain)
      where u.seq is not null
      offset 0  -- the moment is computed once
    ) u;
    update es.tenant_head h set seq = next - 1, chain = link, last_at = base + next - head.seq - 2
    where h.tenant_id = tenant;
  end if;

  insert into es.command (tenant_id, command_id, digest, first_seq, last_seq)
  select tenant, u.command_id, u.digest, u.first_seq, u.last_seq
  from unnest(command_ids, digests, outcomes, firsts, lasts) u (command_id, digest, outcome, first_seq, last_seq)
  where u.outcome = 'appended';
end $$;
