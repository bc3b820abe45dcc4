"""The audit logging of an engagement: as it is configured, and the last test of that configuration."""

from datetime import datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.audit_logging import AuditLogEvent, AuditLoggingConfigured, AuditLoggingTested
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class AuditLogEntry:
    """Configured anew, it is untested: a test proves only what it found."""

    engagement_id: UUID
    destination: str
    covers: tuple[str, ...]
    retention_days: int
    configured_at: datetime
    configured_by: UUID
    passed: bool | None
    evidence_digest: str | None
    evidence_link: str | None
    evidence_note: str | None
    tested_at: datetime | None
    tested_by: UUID | None
    version: int


def keys(recorded: Recorded[AuditLogEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: AuditLogEntry | None, recorded: Recorded[AuditLogEvent]) -> AuditLogEntry:
    event = recorded.event
    match event:
        case AuditLoggingConfigured():
            return configured(event, recorded)
        case AuditLoggingTested():
            return replaced(
                known(entry),
                passed=event.passed,
                evidence_digest=event.evidence.digest,
                evidence_link=event.evidence.link,
                evidence_note=event.evidence.note,
                tested_at=recorded.occurred_at,
                tested_by=recorded.actor,
                version=recorded.version,
            )
        case _:
            assert_never(event)


def configured(event: AuditLoggingConfigured, recorded: Recorded[AuditLogEvent]) -> AuditLogEntry:
    return AuditLogEntry(
        engagement_id=event.engagement_id,
        destination=event.destination,
        covers=event.covers,
        retention_days=event.retention_days,
        configured_at=recorded.occurred_at,
        configured_by=recorded.actor,
        passed=None,
        evidence_digest=None,
        evidence_link=None,
        evidence_note=None,
        tested_at=None,
        tested_by=None,
        version=recorded.version,
    )


AUDIT_LOGS = Projection(
    name="audit_logs",
    version=1,
    row=AuditLogEntry,
    key=("engagement_id",),
    handles=get_args(AuditLogEvent),
    keys=keys,
    fold=fold,
)
