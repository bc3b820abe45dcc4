-- Who may do what. fairway_store owns everything and nobody can log in as it. Each service has one role for requests
-- and one for its workers (projectors, timers), which alone may know that there are other tenants. So has the ledger,
-- whose worker is the relay; its role for requests only reads.

do $$
declare
  name text;
  service text;
begin
  -- Roles belong to all databases of the server, some of which may be installed at the same time.
  if (select r.rolsuper from pg_roles r where r.rolname = current_user) then
    lock table pg_authid in share row exclusive mode;
  end if;
  foreach name in array array['fairway_store', 'fairway_service', 'fairway_reader', 'fairway_worker'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin', name);
    end if;
  end loop;
  foreach service in array array['engagement', 'gates', 'measurement', 'notifications', 'ledger'] loop
    name := 'fairway_' || service;
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I login in role %I', name,
        case service when 'ledger' then 'fairway_reader' else 'fairway_service' end);
    end if;
    if not exists (select from pg_roles where rolname = name || '_worker') then
      execute format('create role %I login in role fairway_worker', name || '_worker');
    end if;
  end loop;
end $$;

-- A relay whose machine is gone must not hold its tenants for ever.
alter role fairway_ledger_worker set idle_in_transaction_session_timeout = '60s';

create schema if not exists es authorization fairway_store;
grant usage on schema es to fairway_service, fairway_reader, fairway_worker;
create schema if not exists ledger authorization fairway_store;
grant usage on schema ledger to fairway_ledger_worker;
