"""What rules made of the facts: the words in which verdicts are recorded. No stream of its own."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel.record import record


class CriterionState(StrEnum):
    """Only MET, WAIVED while the waiver lives, and NOT_APPLICABLE once approved let a gate pass."""

    NOT_ASSESSED = "not_assessed"
    IN_PROGRESS = "in_progress"
    MET = "met"
    STALE = "stale"
    NOT_MET = "not_met"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    BLOCKED_EXTERNAL = "blocked_external"


class VerdictOutcome(StrEnum):
    """INCOMPLETE: something was not assessed yet, so that nobody knows whether it would fail."""

    PASS = "pass"  # noqa: S105 - an outcome
    PASS_WITH_WAIVERS = "pass_with_waivers"  # noqa: S105 - likewise
    FAIL = "fail"
    INCOMPLETE = "incomplete"


@record
class FrameworkRef:
    """A version of a framework; `digest` is the SHA-256 of its canonical JSON, in hex."""

    name: str
    version: int
    digest: str


@record
class SeenFact:
    """A fact as the rules saw it: its value in words (`true`, `12`, `0.95`, `2026-11-23`), None where it was unknown.

    `positions` are those of the events that made it so.
    """

    name: str
    value: str | None
    positions: tuple[int, ...]


@record
class CriterionVerdict:
    """`broken` are the codes of what does not hold: clauses, `fresh:<fact>`, `evidence:<kind>`, `attestation`.

    `until` is the last of the tenant's days on which this state holds if nothing more happens; None: without end.
    `facts` are the names of those that it saw, `evidence` what it stands on.
    """

    code: str
    domain: str
    state: CriterionState
    broken: tuple[str, ...]
    facts: tuple[str, ...]
    evidence: tuple[UUID, ...]
    until: date | None = None


@record
class RequirementVerdict:
    code: str
    holds: bool
    waivable: bool
    facts: tuple[str, ...]


@record
class Verdict:
    """On the tenant's `day`. A criterion of the framework `name` is told as `name/code`.

    `time_zone` is the IANA name of that in which the tenant's days began as it was given; None: in UTC.
    """

    day: date
    outcome: VerdictOutcome
    criteria: tuple[CriterionVerdict, ...]
    requirements: tuple[RequirementVerdict, ...]
    facts: tuple[SeenFact, ...]
    time_zone: str | None = None
