"""Questions to the read models. Each takes many keys at once and answers in their order, in one SQL statement."""

from collections.abc import Callable
from typing import Any

from services.engagement.queries.accountabilities import accountabilities_of, audit_logs_of
from services.engagement.queries.burndowns import burndowns_of
from services.engagement.queries.causes import causes_of, tenant_causes
from services.engagement.queries.close_outs import close_outs
from services.engagement.queries.data_accesses import (
    data_access_counts_of,
    data_access_pages_of,
    data_accesses_by_id,
    obstacles_of,
)
from services.engagement.queries.data_sources import (
    data_source_counts,
    data_source_counts_of,
    data_source_pages,
    data_source_pages_of,
    data_sources_by_id,
)
from services.engagement.queries.dimensions import dimensions_of
from services.engagement.queries.engagements import engagement_counts, engagement_pages, engagements_by_id
from services.engagement.queries.gap_links import links_of, needed_by, needs_of
from services.engagement.queries.gap_register import gap_counts, gap_counts_of, gap_pages, gap_pages_of, gaps_by_id
from services.engagement.queries.making import (
    assumption_counts_of,
    assumption_pages_of,
    component_counts_of,
    component_pages_of,
    components_by_id,
    decision_counts,
    decision_counts_of,
    decision_pages,
    decision_pages_of,
    transfer_counts_of,
    transfer_pages_of,
)
from services.engagement.queries.ownerships import days_of, ownerships_of, review_counts_of, review_pages_of
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
from services.engagement.queries.provenances import provenances_of
from services.engagement.queries.responsibilities import accountable_counts_of, accountable_pages_of, activities_of
from services.engagement.queries.stages import stages_of
from services.engagement.queries.tenants import tenants_by_id
from services.engagement.queries.waiting import waiting_of

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
    stages_of,
    assumption_counts_of,
    assumption_pages_of,
    component_counts_of,
    component_pages_of,
    components_by_id,
    decision_counts,
    decision_counts_of,
    decision_pages,
    decision_pages_of,
    transfer_counts_of,
    transfer_pages_of,
    days_of,
    ownerships_of,
    review_counts_of,
    review_pages_of,
    provenances_of,
    accountable_counts_of,
    accountable_pages_of,
    activities_of,
    data_source_counts,
    data_source_counts_of,
    data_source_pages,
    data_source_pages_of,
    data_sources_by_id,
    data_access_counts_of,
    data_access_pages_of,
    data_accesses_by_id,
    obstacles_of,
    accountabilities_of,
    audit_logs_of,
    waiting_of,
)
