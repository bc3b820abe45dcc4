-- What the ledger keeps for its relay: for each topic and tenant, the last event that Kafka has.

create table if not exists ledger.relay_checkpoint (
  topic text collate "C" not null,
  tenant_id uuid not null,
  seq bigint not null default 0 check (seq >= 0),
  primary key (topic, tenant_id)
) with (fillfactor = 50);

revoke all on all tables in schema ledger from public, fairway_ledger_worker;
grant select, insert, update on ledger.relay_checkpoint to fairway_ledger_worker;
