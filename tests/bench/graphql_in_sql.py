"""The bench's page of the gap register as one statement: the limit of what a list from rows can reach."""

from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.gap_links import GAP_LINKS
from services.engagement.projections.gap_register import GAP_REGISTER

REGISTER, LINKS, RUNNING = (f"{each.name}_v{each.version}" for each in (GAP_REGISTER, GAP_LINKS, ENGAGEMENTS))
ID = """translate(rtrim(encode(convert_to('Gap:' || {row}.gap_id, 'UTF8'), 'base64'), '='), E'+/\\n', '-_')"""
NESTED = f"""
coalesce((select json_agg(json_build_object(
    'id', {{id}}, 'title', n.title, 'severity', upper(n.severity), 'status', upper(n.status)))
  from {{{{schema}}}}.{LINKS} l join {{{{schema}}}}.{REGISTER} n on n.tenant_id = l.tenant_id and n.gap_id = l.{{end}}
  where l.tenant_id = g.tenant_id and l.{{start}} = g.gap_id), '[]')
"""  # noqa: S608 - our own names
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
  from {{schema}}.{REGISTER} r
  left join {{schema}}.{RUNNING} e on e.tenant_id = r.tenant_id and e.engagement_id = r.engagement_id
  where r.tenant_id = '{{tenant}}' order by r.opened_seq, r.gap_id limit 100
) g
"""  # noqa: S608 - our own names
