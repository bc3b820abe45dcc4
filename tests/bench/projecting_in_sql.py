"""What the bench's two projections make of its history, written as SQL by hand: the limit of what a rebuild can reach.

The statements hold for a history in which no event of a kind comes twice to a gap.
"""

LIVE_REGISTER = """
insert into gap_register_in_sql
select tenant_id, (max(d ->> 'gap_id'))::uuid, engagement_id, max(d ->> 'title'), max(d ->> 'detail'),
    max(d ->> 'kind'), max(d ->> 'cause'), max(d ->> 'severity'),
    (array['open', 'open', 'open', 'open', 'in_progress', 'resolved', 'verified'])[max(version)], null, null, null,
    max(occurred_at) filter (where version = 1), min(actor::text)::uuid, min(seq), max(version), max(occurred_at),
    (max(d ->> 'owner'))::uuid, (max(d ->> 'low'))::numeric, (max(d ->> 'likely'))::numeric,
    (max(d ->> 'high'))::numeric, (max(d ->> 'due'))::date, null, null, null, max(d -> 'evidence' ->> 'digest'),
    max(d -> 'evidence' ->> 'link'), max(d -> 'evidence' ->> 'note'), (max(d ->> 'resolver'))::uuid,
    max(occurred_at) filter (where version = 6), (max(d ->> 'verifier'))::uuid,
    max(occurred_at) filter (where version = 7), 0, 0, 0, null, '[]'::jsonb, null, null, engagement_id::text, max(seq)
from (select tenant_id, seq, stream, version, engagement_id, occurred_at, actor, convert_from(data, 'UTF8')::jsonb as d
      from es.event offset 0) event
group by tenant_id, stream, engagement_id
"""
LIVE_MOVES = """
insert into gap_moves_in_sql
select tenant_id, substr(stream, 5)::uuid, seq, engagement_id, occurred_at,
    (array['open', '', '', '', 'in_progress', 'resolved', 'verified'])[version], engagement_id::text, seq
from es.event where type in ('GapOpened', 'GapStarted', 'GapResolved', 'GapVerified')
"""
REGISTER_WITH_PAST = """
with known as (
  select tenant_id, seq, stream, version, engagement_id, occurred_at, actor, convert_from(data, 'UTF8')::jsonb as d
  from es.event offset 0
), version as materialized (
  select tenant_id, substr(stream, 5)::uuid as gap_id, engagement_id, max(d ->> 'title') over w as title,
    max(d ->> 'detail') over w as detail, max(d ->> 'kind') over w as kind, max(d ->> 'cause') over w as cause,
    max(d ->> 'severity') over w as severity,
    (array['open', 'open', 'open', 'open', 'in_progress', 'resolved', 'verified'])[version] as status,
    null::uuid as finding_id, null as dimension, null as aspect, first_value(occurred_at) over w as opened_at,
    first_value(actor) over w as opened_by, first_value(seq) over w as opened_seq, version,
    occurred_at as changed_at, (max(d ->> 'owner') over w)::uuid as owner, (max(d ->> 'low') over w)::numeric as low,
    (max(d ->> 'likely') over w)::numeric as likely, (max(d ->> 'high') over w)::numeric as high,
    (max(d ->> 'due') over w)::date as due, null::date as deferred_until, null::uuid as approver, null as reason,
    max(d -> 'evidence' ->> 'digest') over w as evidence_digest,
    max(d -> 'evidence' ->> 'link') over w as evidence_link, max(d -> 'evidence' ->> 'note') over w as evidence_note,
    (max(d ->> 'resolver') over w)::uuid as resolver, max(occurred_at) filter (where version = 6) over w as resolved_at,
    (max(d ->> 'verifier') over w)::uuid as verifier, max(occurred_at) filter (where version = 7) over w as verified_at,
    0 as reopened, 0 as extensions, 0 as expired, null::timestamptz as deferred_at, '[]'::jsonb as workstreams,
    null as stage, null as template, engagement_id::text as scope, seq as since_seq,
    lead(seq) over (partition by tenant_id, stream order by seq) as until_seq
  from known window w as (partition by tenant_id, stream order by seq rows unbounded preceding)
), past as (
  insert into gap_register_past_in_sql select * from version where until_seq is not null
)
insert into gap_register_in_sql select {columns} from version where until_seq is null
"""
DIFFERING = """
select count(*) from
  ((select * from {schema}.{table} except select * from {made})
   union all (select * from {made} except select * from {schema}.{table})) t
"""
