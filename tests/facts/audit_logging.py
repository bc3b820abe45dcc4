"""What the claims assistant writes is logged for seven years, and a test found it there."""

from shared.events.audit_logging import AuditLoggingConfigured, AuditLoggingTested
from shared.events.gaps import Evidence
from tests.facts.engagements import ENGAGEMENT

LOGGING_CONFIGURED = AuditLoggingConfigured(
    engagement_id=ENGAGEMENT,
    destination="The insurer's archive of records",
    covers=("drafts", "prompts"),
    retention_days=2_555,
)
LOGGING_TESTED = AuditLoggingTested(
    engagement_id=ENGAGEMENT,
    evidence=Evidence(
        digest="7c" * 32, link="https://evidence.example/audit.pdf", note="All of forty drafts were found again."
    ),
    passed=True,
)
