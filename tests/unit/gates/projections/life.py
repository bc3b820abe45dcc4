"""What happens at a gate, what people say of criteria and what they show, after an engagement has begun."""

from tests.facts import criteria, engagements, evidence, gates, packages

AT_THE_GATE = (gates.REQUESTED, gates.SIGNED_OFF, gates.SIGN_OFF_WITHDRAWN, gates.EVALUATED, gates.READINESS)
SAID = (
    criteria.NOT_APPLICABLE_REQUESTED,
    criteria.NOT_APPLICABLE_REJECTED,
    criteria.NOT_APPLICABLE_REQUESTED,
    criteria.NOT_APPLICABLE_APPROVED,
    criteria.NOT_APPLICABLE_ENDED,
    criteria.ATTESTED,
    criteria.ATTESTATION_WITHDRAWN,
    criteria.ATTESTED,
    criteria.BLOCKED,
    criteria.UNBLOCKED,
    criteria.BLOCKED,
    criteria.WAIVER_REQUESTED,
    criteria.WAIVER_REJECTED,
    criteria.WAIVER_REQUESTED,
    criteria.WAIVER_GRANTED,
    criteria.WAIVER_EXTENDED,
    criteria.WAIVER_REVOKED,
)
SHOWN = (
    engagements.OWNER_VACATED,
    evidence.EVIDENCE_SUBMITTED,
    evidence.EVIDENCE_REVISED,
    evidence.EVIDENCE_WITHDRAWN,
    packages.PACKAGE_ASSEMBLED,
)
