-- The store's clock, and the tenant that a transaction works for.

create or replace function es.now() returns timestamptz
  language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$ select coalesce(d.clock, clock_timestamp()) from es.database d $$;

-- Let a simulated day begin, or null: follow the real time again.
create or replace function es.set_clock(moment timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
  if (select d.kind from es.database d) = 'production' then
    raise exception 'a production database keeps the real time' using errcode = 'FW002';
  end if;
  update es.database set clock = moment;
end $$;

-- Microseconds since 1970-01-01 UTC: how the hashes count time, and back.
create or replace function es.microseconds(moment timestamptz) returns bigint
  language sql stable strict parallel safe
as $$ select (extract(epoch from moment) * 1000000)::bigint $$;

create or replace function es.moment(microseconds bigint) returns timestamptz
  language sql stable strict parallel safe
as $$ select timestamptz '1970-01-01 00:00:00+00' + microseconds * interval '1 microsecond' $$;

-- Name the tenant for the rest of the transaction. One transaction works for one tenant.
create or replace function es.enter(tenant uuid) returns void
  language plpgsql
as $$
declare
  named text := coalesce(current_setting('fairway.tenant', true), '');
begin
  if named not in ('', tenant::text) then
    raise exception 'this transaction works for another tenant' using errcode = 'FW003';
  end if;
  perform set_config('fairway.tenant', tenant::text, true);
end $$;
