"""Governance closure: whose the data are, who may use them, who answers for the model, what is logged of it."""

from typing import Any

from services.engagement.domain.accountability import (
    ACCOUNTABILITY,
    AcceptModelAccountability,
    AssignModelAccountability,
)
from services.engagement.domain.audit_log import AUDIT_LOG, ConfigureAuditLogging, RecordAuditLogTest
from services.engagement.domain.compliance import (
    COMPLIANCE,
    AdoptObligationSet,
    ConfirmCompliance,
    ExcludeObligation,
    MapObligation,
    ReinstateObligation,
    WithdrawCompliance,
)
from services.engagement.domain.data_access import Obstacle
from services.engagement.domain.duty_state import DutyState
from services.engagement.domain.obligations import BY_PLACE, LATEST_CROSSWALK, Jurisdiction, Obligation
from services.engagement.domain.source import (
    SOURCE,
    ApproveDataAccess,
    ClassifyData,
    NameDataSourceOwner,
    RegisterDataSource,
    RequestDataAccess,
    RevokeDataAccess,
)
from services.engagement.domain.waiting import Matter, Wait
from services.engagement.projections.audit_logs import AuditLogEntry
from services.engagement.projections.data_accesses import DataAccessEntry
from services.engagement.projections.data_sources import DataSourceEntry
from services.engagement.projections.obligations import (
    ConfirmationEntry,
    DutyEntry,
    ExclusionEntry,
    MappingEntry,
    ObligationSetEntry,
)
from services.engagement.queries.accountabilities import (
    AccountabilityLine,
    accountabilities_of,
    audit_logs_of,
    obligation_sets_of,
)
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
from services.engagement.queries.waiting import waiting_of
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (SOURCE, ACCOUNTABILITY, AUDIT_LOG, COMPLIANCE)

__all__ = [
    "BY_PLACE",
    "DECIDERS",
    "LATEST_CROSSWALK",
    "AcceptModelAccountability",
    "AccountabilityLine",
    "AdoptObligationSet",
    "ApproveDataAccess",
    "AssignModelAccountability",
    "AuditLogEntry",
    "ClassifyData",
    "ConfigureAuditLogging",
    "ConfirmCompliance",
    "ConfirmationEntry",
    "DataAccessEntry",
    "DataSourceEntry",
    "DutyEntry",
    "DutyState",
    "ExcludeObligation",
    "ExclusionEntry",
    "Jurisdiction",
    "MapObligation",
    "MappingEntry",
    "Matter",
    "NameDataSourceOwner",
    "Obligation",
    "ObligationSetEntry",
    "Obstacle",
    "RecordAuditLogTest",
    "RegisterDataSource",
    "ReinstateObligation",
    "RequestDataAccess",
    "RevokeDataAccess",
    "Wait",
    "WithdrawCompliance",
    "accountabilities_of",
    "audit_logs_of",
    "data_access_counts_of",
    "data_access_pages_of",
    "data_accesses_by_id",
    "data_source_counts",
    "data_source_counts_of",
    "data_source_pages",
    "data_source_pages_of",
    "data_sources_by_id",
    "obligation_sets_of",
    "obstacles_of",
    "waiting_of",
]
