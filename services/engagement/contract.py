"""All that another process may know of this service: its commands, its refusals, its rows and its questions."""

from services.engagement.contracts import (
    change,
    governance,
    hardening,
    infrastructure,
    numbers,
)
from services.engagement.contracts.deciders import DECIDERS
from services.engagement.directory import Directory, Name, listed
from services.engagement.domain.burndown import Day
from services.engagement.domain.catalogue import CATALOGUES, LATEST
from services.engagement.domain.critical_path import Schedule, Times
from services.engagement.domain.differences import Difference
from services.engagement.domain.dimension import DismissProposal, RecordPilotState, RecordProductionState
from services.engagement.domain.effort import Effort
from services.engagement.domain.engagement import (
    AssignSystemOwner,
    PublishCloseOutReport,
    StartEngagement,
    VacateSystemOwner,
)
from services.engagement.domain.estimate import in_days
from services.engagement.domain.gap import (
    AssignGapOwner,
    CancelGap,
    ChangeGapSeverity,
    DeferGap,
    EstimateGap,
    ResolveGap,
    SetGapDueDate,
    StartGap,
    VerifyGap,
)
from services.engagement.domain.gap_status import GapStatus
from services.engagement.domain.people import (
    BootstrapAdministrator,
    ErasePerson,
    GrantRole,
    RegisterPerson,
    RevokeRole,
)
from services.engagement.domain.pilot import (
    ClosePilot,
    DeferDecision,
    DismissFinding,
    RecordFinding,
    RecordPilotCost,
    RecordPilotResult,
    RegisterPilot,
)
from services.engagement.domain.register import (
    BaselineGapRegister,
    LinkGaps,
    OpenGap,
    ReopenGap,
    UnlinkGaps,
)
from services.engagement.domain.sentences import FRENCH
from services.engagement.domain.tenant import ConfigureTenant, RegisterTenant
from services.engagement.projections import PROJECTIONS
from services.engagement.projections.engagements import EngagementEntry
from services.engagement.projections.findings import Finding
from services.engagement.projections.gap_links import GapLink
from services.engagement.projections.people import HeldRole, PersonEntry
from services.engagement.projections.pilot_costs import PilotCost
from services.engagement.projections.pilot_results import PilotResult
from services.engagement.projections.pilots import PilotEntry
from services.engagement.projections.tenants import TenantEntry
from services.engagement.queries import QUESTIONS
from services.engagement.queries.burndowns import burndowns_of
from services.engagement.queries.causes import CauseCount, causes_of, tenant_causes
from services.engagement.queries.close_outs import ReportAsk, close_outs
from services.engagement.queries.dimensions import AspectLine, DimensionLine, dimensions_of
from services.engagement.queries.engagements import engagement_counts, engagement_pages, engagements_by_id
from services.engagement.queries.gap_links import links_of, needed_by, needs_of
from services.engagement.queries.gap_register import (
    GapLine,
    gap_counts,
    gap_counts_of,
    gap_pages,
    gap_pages_of,
    gaps_by_id,
)
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
from services.engagement.queries.plan import Discovery, EffortLine, discoveries_of, efforts_of, schedules_of
from services.engagement.queries.stages import stages_of
from services.engagement.queries.tenants import tenants_by_id
from services.engagement.reports.close_out import CloseOutReport, canonical, digest, people
from services.engagement.reports.page import page
from shared.kernel.contract import Contract
from shared.kernel.refusal import Refused, refusals

REFUSALS: tuple[type[Refused], ...] = refusals("services.engagement", "shared.kernel")

CONTRACT = Contract(
    name="engagement",
    deciders=DECIDERS,
    questions=QUESTIONS,
    refusals=REFUSALS,
    french=FRENCH,
    rows={projection.name: projection.row for projection in PROJECTIONS},
    listed=Name,
)

__all__ = [
    "CATALOGUES",
    "CONTRACT",
    "DECIDERS",
    "LATEST",
    "QUESTIONS",
    "REFUSALS",
    "AspectLine",
    "AssignGapOwner",
    "AssignSystemOwner",
    "BaselineGapRegister",
    "BootstrapAdministrator",
    "CancelGap",
    "CauseCount",
    "ChangeGapSeverity",
    "CloseOutReport",
    "ClosePilot",
    "ConfigureTenant",
    "Day",
    "DeferDecision",
    "DeferGap",
    "Difference",
    "DimensionLine",
    "Directory",
    "Discovery",
    "DismissFinding",
    "DismissProposal",
    "Effort",
    "EffortLine",
    "EngagementEntry",
    "ErasePerson",
    "EstimateGap",
    "Finding",
    "GapLine",
    "GapLink",
    "GapStatus",
    "GrantRole",
    "HeldRole",
    "LinkGaps",
    "Name",
    "OpenGap",
    "PersonEntry",
    "PilotCost",
    "PilotEntry",
    "PilotResult",
    "PublishCloseOutReport",
    "RecordFinding",
    "RecordPilotCost",
    "RecordPilotResult",
    "RecordPilotState",
    "RecordProductionState",
    "RegisterPerson",
    "RegisterPilot",
    "RegisterTenant",
    "ReopenGap",
    "ReportAsk",
    "ResolveGap",
    "RevokeRole",
    "Schedule",
    "SetGapDueDate",
    "StartEngagement",
    "StartGap",
    "TenantEntry",
    "Times",
    "UnlinkGaps",
    "VacateSystemOwner",
    "VerifyGap",
    "burndowns_of",
    "canonical",
    "causes_of",
    "change",
    "close_outs",
    "costs_of",
    "digest",
    "dimensions_of",
    "discoveries_of",
    "efforts_of",
    "engagement_counts",
    "engagement_pages",
    "engagements_by_id",
    "findings_by_id",
    "findings_of",
    "gap_counts",
    "gap_counts_of",
    "gap_pages",
    "gap_pages_of",
    "gaps_by_id",
    "governance",
    "hardening",
    "in_days",
    "infrastructure",
    "links_of",
    "listed",
    "needed_by",
    "needs_of",
    "numbers",
    "page",
    "people",
    "people_by_id",
    "people_counts",
    "people_pages",
    "pilot_counts",
    "pilot_pages",
    "pilots_by_id",
    "results_of",
    "schedules_of",
    "stages_of",
    "tenant_causes",
    "tenants_by_id",
]
