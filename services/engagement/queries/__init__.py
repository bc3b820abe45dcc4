"""Questions to the read models. Each takes many keys at once and answers in their order, in one SQL statement."""

from collections.abc import Callable
from typing import Any

from services.engagement.queries.burndowns import burndowns_of
from services.engagement.queries.causes import causes_of, tenant_causes
from services.engagement.queries.close_outs import close_outs
from services.engagement.queries.dimensions import dimensions_of
from services.engagement.queries.engagements import engagement_counts, engagement_pages, engagements_by_id
from services.engagement.queries.gap_links import links_of, needed_by, needs_of
from services.engagement.queries.gap_register import gap_counts, gap_counts_of, gap_pages, gap_pages_of, gaps_by_id
from services.engagement.queries.people import people_by_id, people_counts, people_pages
from services.engagement.queries.pilots import (
    costs_of,
    findings_by_id,
    findings_of,
    pilot_counts,
    pilot_pages,
    pilots_by_id,
    results_of,
)
from services.engagement.queries.plan import discoveries_of, efforts_of, schedules_of
from services.engagement.queries.tenants import tenants_by_id

QUESTIONS: tuple[Callable[..., Any], ...] = (
    burndowns_of,
    causes_of,
    tenant_causes,
    close_outs,
    dimensions_of,
    engagement_counts,
    engagement_pages,
    engagements_by_id,
    links_of,
    needed_by,
    needs_of,
    gap_counts,
    gap_counts_of,
    gap_pages,
    gap_pages_of,
    gaps_by_id,
    people_by_id,
    people_counts,
    people_pages,
    costs_of,
    findings_by_id,
    findings_of,
    pilot_counts,
    pilot_pages,
    pilots_by_id,
    results_of,
    discoveries_of,
    efforts_of,
    schedules_of,
    tenants_by_id,
)
