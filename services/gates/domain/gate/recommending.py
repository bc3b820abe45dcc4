"""What the rules recommend at a gate. People decide, and nothing here binds them."""

from collections.abc import Sequence

from services.gates.domain.framework.model import Framework
from services.gates.domain.gate.deciding import waivable_at
from services.gates.domain.verdict.states import PASSED, unmet
from shared.events.gates import Outcome
from shared.events.verdicts import Verdict, VerdictOutcome


def recommended(frameworks: Sequence[Framework], verdict: Verdict) -> Outcome:
    """To wait while nobody knows, to owe what may be owed, and else not to pass what fails."""
    if verdict.outcome in PASSED:
        return Outcome.GO
    lacking = unmet(verdict)
    if lacking and frozenset(lacking) <= frozenset(waivable_at(frameworks, verdict)):
        return Outcome.CONDITIONAL_GO
    return Outcome.HOLD if verdict.outcome is VerdictOutcome.INCOMPLETE else Outcome.NO_GO
