"""The bench's page of the gap register as one statement: the limit of what a list from rows can reach."""

ID = """translate(rtrim(encode(convert_to('Gap:' || {row}.gap_id, 'UTF8'), 'base64'), '='), E'+/\\n', '-_')"""
NESTED = """
coalesce((select json_agg(json_build_object(
    'id', {id}, 'title', n.title, 'severity', upper(n.severity), 'status', upper(n.status)))
  from {{schema}}.gap_links_v1 l join {{schema}}.gap_register_v1 n on n.tenant_id = l.tenant_id and n.gap_id = l.{end}
  where l.tenant_id = g.tenant_id and l.{start} = g.gap_id), '[]')
"""
MOMENT = """to_char(g.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'"""

PAGE_IN_SQL = f"""
select json_build_object('data', json_build_object('gaps', json_build_object('nodes', json_agg(json_build_object(
    'id', {ID.format(row="g")}, 'title', g.title, 'detail', g.detail, 'kind', upper(g.kind), 'cause', upper(g.cause),
    'severity', upper(g.severity), 'status', upper(g.status), 'foundAfterClose', g.found_after_close,
    'openedAt', {MOMENT}, 'version', g.version,
    'needs', {NESTED.format(id=ID.format(row="n"), start="gap_id", end="needs")},
    'neededBy', {NESTED.format(id=ID.format(row="n"), start="needs", end="gap_id")})
    order by g.opened_seq, g.gap_id))))::text
from (
  select r.*, coalesce(r.opened_seq > e.baseline_seq, false) as found_after_close
  from {{schema}}.gap_register_v1 r
  left join {{schema}}.engagements_v1 e on e.tenant_id = r.tenant_id and e.engagement_id = r.engagement_id
  where r.tenant_id = '{{tenant}}' order by r.opened_seq, r.gap_id limit 100
) g
"""  # noqa: S608 - our own names
