"""The log that the model's output is audited by: how it is configured, and whether a test found records in it."""

from dataclasses import replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.evidence import checked
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import LEADS
from shared.events.audit_logging import AuditLogEvent, AuditLoggingConfigured, AuditLoggingTested
from shared.events.engagements import EngagementStarted
from shared.events.gaps import Evidence
from shared.events.people import Role
from shared.kernel.decider import Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.text import line

MOST_COVERED = 50
LONGEST_RETENTION = 36_500  # a hundred years

# --- Commands ---------------------------------------------------------------


@record
class ConfigureAuditLogging:
    """The whole configuration: `covers` names the events that are logged."""

    engagement_id: UUID
    destination: str
    covers: tuple[str, ...]
    retention_days: int


@record
class RecordAuditLogTest:
    engagement_id: UUID
    evidence: Evidence
    passed: bool


AuditLogCommand: TypeAlias = ConfigureAuditLogging | RecordAuditLogTest

# --- Refusals ---------------------------------------------------------------


class AuditLoggingNotConfigured(Refused):
    """There is no audit logging to test yet: configure it first."""


# --- State ------------------------------------------------------------------


@record
class NotStarted:
    pass


@record
class Unconfigured:
    pass


@record
class Configured:
    """`tested` is the last test of this very configuration."""

    configuration: AuditLoggingConfigured
    tested: AuditLoggingTested | None = None


AuditLog: TypeAlias = NotStarted | Unconfigured | Configured


def evolve(log: AuditLog, event: AuditLogEvent | EngagementStarted) -> AuditLog:
    match event:
        case EngagementStarted():
            return Unconfigured()
        case AuditLoggingConfigured():
            return Configured(configuration=event)
        case AuditLoggingTested():
            if isinstance(log, Configured):
                return replace(log, tested=event)
            raise LookupError("what is tested was configured before")
        case _:
            assert_never(event)


# --- Decisions --------------------------------------------------------------


def configure(command: ConfigureAuditLogging, log: Unconfigured | Configured) -> list[AuditLogEvent]:
    if not 0 < command.retention_days <= LONGEST_RETENTION:
        problem = f"retentionDays is from 1 to {LONGEST_RETENTION}"
        raise NotWellFormed(where=("input", "retentionDays"), problem=problem)
    fact = AuditLoggingConfigured(
        engagement_id=command.engagement_id,
        destination=line("destination", command.destination),
        covers=covered(command.covers),
        retention_days=command.retention_days,
    )
    return [] if isinstance(log, Configured) and log.configuration == fact else [fact]


def covered(given: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in the order of their letters: the order in which they are named says nothing."""
    if not 0 < len(given) <= MOST_COVERED:
        raise NotWellFormed(where=("input", "covers"), problem=f"covers names 1 to {MOST_COVERED} kinds of events")
    return tuple(sorted({line("covers", each) for each in given}))


def record_test(command: RecordAuditLogTest, log: Unconfigured | Configured) -> list[AuditLogEvent]:
    fact = AuditLoggingTested(
        engagement_id=command.engagement_id, evidence=checked(command.evidence), passed=command.passed
    )
    if not isinstance(log, Configured):
        raise AuditLoggingNotConfigured
    return [] if log.tested == fact else [fact]


def decide(command: AuditLogCommand, log: AuditLog, _: object) -> list[AuditLogEvent]:
    if isinstance(log, NotStarted):
        raise EngagementNotFound
    match command:
        case ConfigureAuditLogging():
            return configure(command, log)
        case RecordAuditLogTest():
            return record_test(command, log)
        case _:
            assert_never(command)


def looks_at(command: AuditLogCommand) -> tuple[Scope, ...]:
    return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)


KEEPERS = LEADS | {Role.INFRASTRUCTURE_LEAD, Role.MODEL_LEAD, Role.GOVERNANCE_REVIEWER}

AUDIT_LOG: Decider[AuditLog, AuditLogCommand, AuditLogEvent | EngagementStarted] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"auditlog-{command.engagement_id}",
    permits={ConfigureAuditLogging: KEEPERS, RecordAuditLogTest: KEEPERS},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
