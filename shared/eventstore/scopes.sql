-- Finding the part of the log that a scope names. Ranges over (stream, version) and (engagement_id, seq) in that order
-- can only be read from the index on them, also where a plan was made while the tables were empty.

-- How many events of a stream lie up to a position: its versions and its seqs rise together.
create or replace function es.version_at(tenant uuid, stream text, until bigint) returns integer
  language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off
as $$
#variable_conflict use_column
declare
  low integer := 0;
  high integer;
  middle integer;
  last_seq bigint;
begin
  if until <= 0 then
    return 0;
  end if;
  select v.version, v.seq into high, last_seq from es.event v
  where v.tenant_id = tenant and v.stream = version_at.stream order by v.version desc limit 1;
  if last_seq is null or last_seq <= until then
    return coalesce(high, 0);
  end if;
  high := high - 1;
  while low < high loop
    middle := (low + high + 1) / 2;
    select v.seq into last_seq from es.event v
    where v.tenant_id = tenant and v.stream = version_at.stream and v.version = middle;
    if last_seq <= until then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end $$;

-- The first event of these types (comma-separated; none: all) that came into a scope after `since`.
create or replace function es.first_since(tenant uuid, reach text, id text, types text, since bigint)
returns bigint language plpgsql stable
as $$
declare
  wanted constant text[] := string_to_array(types, ',');
begin
  if reach = 'stream' then
    return (select v.seq from es.event v
            where v.tenant_id = tenant and (v.stream, v.version) > (id, es.version_at(tenant, id, since))
              and (v.stream, v.version) <= (id, 2147483647) and (types = '' or v.type = any (wanted))
            order by v.stream, v.version limit 1);
  elsif reach = 'engagement' then
    return (select v.seq from es.event v
            where v.tenant_id = tenant and (v.engagement_id, v.seq) > (id::uuid, since)
              and (v.engagement_id, v.seq) <= (id::uuid, 9223372036854775807)
              and (types = '' or v.type = any (wanted))
            order by v.engagement_id, v.seq limit 1);
  end if;
  return (select v.seq from es.event v
          where v.tenant_id = tenant and v.seq > since and (types = '' or v.type = any (wanted))
          order by v.seq limit 1);
end $$;
