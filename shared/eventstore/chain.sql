-- The hash chain over a tenant's log. chain.py describes and repeats it; verifying the log does so without a database.

-- One hash over everything that an event says, but its place in the log.
create or replace function es.leaf(
  tenant uuid, event_id uuid, actor uuid, command_id uuid, correlation_id uuid, version integer, schema_version integer,
  occurred bigint, engagement_id uuid, on_behalf_of uuid, causation_id uuid, traceparent bytea, stream bytea,
  type bytea, data bytea
) returns bytea language sql immutable parallel safe
as $$
  select sha256(
    '\x00'::bytea || uuid_send(tenant) || uuid_send(event_id) || uuid_send(actor) || uuid_send(command_id)
    || uuid_send(correlation_id) || int4send(version) || int4send(schema_version) || int8send(occurred)
    || coalesce('\x01'::bytea || uuid_send(engagement_id), '\x00'::bytea)
    || coalesce('\x01'::bytea || uuid_send(on_behalf_of), '\x00'::bytea)
    || coalesce('\x01'::bytea || uuid_send(causation_id), '\x00'::bytea)
    || coalesce('\x01'::bytea || int4send(length(traceparent)) || traceparent, '\x00'::bytea)
    || int4send(length(stream)) || stream || int4send(length(type)) || type || data)
$$;

-- A link binds an event, its place and its time to everything before it.
create or replace function es.link(previous bytea, seq bigint, recorded bigint, leaf bytea)
returns bytea language sql immutable parallel safe
as $$ select sha256('\x01'::bytea || previous || int8send(seq) || int8send(recorded) || leaf) $$;
