"""Facts about the log that the model's output is audited by. Stream `auditlog-{engagement_id}`, by engagement."""

from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record


@record
class AuditLoggingConfigured:
    """Where it goes, what it holds, for how many days it is kept; replaces the configuration before."""

    engagement_id: UUID
    destination: str
    covers: tuple[str, ...]
    retention_days: int


@record
class AuditLoggingTested:
    """Of the configuration as it stood then."""

    engagement_id: UUID
    evidence: Evidence
    passed: bool


AuditLogEvent: TypeAlias = AuditLoggingConfigured | AuditLoggingTested
