-- Which builds of a service's views there are. A build is a schema that holds one set of tables, filled from the log.

create table if not exists build (
  fingerprint text not null,
  number int not null,
  schema text not null unique,
  state text not null check (state in ('FILLING', 'SERVING', 'RETIRED')),
  created_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz,
  primary key (fingerprint, number)
);
create unique index if not exists build_serving on build (fingerprint) where state = 'SERVING';
