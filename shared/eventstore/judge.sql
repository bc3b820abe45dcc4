-- Judging attempts that may be in each other's way, or in that of what is recorded: one after the other, each against
-- the log and the attempts accepted before it. The log stands still meanwhile. Arguments and outcomes are those of
-- es.append. `known_ids` and what follows tell of the commands recorded before; `now_at`, per event that is the first
-- one here to its stream, the stream's version; `stirred`, per scope, whether anything came after the earliest `since`.

create or replace function es.judge(
  tenant uuid, head_seq bigint, base bigint, command_ids uuid[], digests bytea[], occurred bigint[],
  event_attempt integer[], streams text[], versions integer[], engagement_ids uuid[], event_types text[],
  scope_reach text[], scope_id text[], scope_types text[],
  condition_attempt integer[], condition_scope integer[], sinces bigint[],
  known_ids uuid[], known_digests bytea[], known_firsts bigint[], known_lasts bigint[], now_at integer[],
  stirred boolean[],
  out outcomes text[], out firsts bigint[], out lasts bigint[], out places integer[], out seqs bigint[],
  out next bigint
)
  language plpgsql stable
as $$
#variable_conflict use_column
declare
  attempts constant integer := cardinality(command_ids);
  rival_scope integer[];  -- pairs: a scope, and an event of this call that breaks its conditions if it is accepted
  rival_event integer[];
  taken integer[];        -- per attempt that is the first one here with its command id: the one that was accepted
  verdict text; first bigint; last bigint; place integer;  -- of the attempt in hand
  broken_by bigint;
  e integer := 1; c integer := 1; x integer; twin integer; s integer;
begin
  next := head_seq + 1;
  seqs := array_fill(null::bigint, array[cardinality(event_attempt)]);
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

  for i in 1 .. attempts loop
    verdict := 'appended'; first := next; last := null; place := null;
    twin := array_position(command_ids, command_ids[i]);
    x := array_position(known_ids, command_ids[i]);
    if x is not null then
      verdict := case when known_digests[x] = digests[i] then 'repeated' else 'reused' end;
      first := known_firsts[x];
      last := known_lasts[x];
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
        if stirred[s] then
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

    if verdict = 'appended' and occurred[i] > base + next - head_seq - 1 then
      verdict := 'occurred_later'; first := base + next - head_seq - 1;
    end if;
    if verdict = 'appended' then
      taken[twin] := i;
    end if;
    while event_attempt[e] = i loop
      if verdict = 'appended' then
        now_at[array_position(streams, streams[e])] := versions[e];
        seqs[e] := next;
        next := next + 1;
      end if;
      e := e + 1;
    end loop;
    if verdict = 'appended' then
      last := next - 1;
    end if;
    outcomes[i] := verdict;
    firsts[i] := first;
    lasts[i] := last;
    places[i] := place;
  end loop;
  if e <= cardinality(event_attempt) or c <= cardinality(condition_attempt) then
    raise exception 'events and conditions must come in the order of their attempts' using errcode = 'FW006';
  end if;
end $$;
