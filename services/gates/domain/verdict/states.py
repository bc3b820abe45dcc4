"""Which states let a gate pass, and what a verdict comes to."""

from collections.abc import Iterable

from shared.events.verdicts import CriterionState, Verdict, VerdictOutcome

LETS_PASS = frozenset({CriterionState.MET, CriterionState.WAIVED, CriterionState.NOT_APPLICABLE})
NOT_YET = frozenset({CriterionState.NOT_ASSESSED, CriterionState.IN_PROGRESS})
PASSED = frozenset({VerdictOutcome.PASS, VerdictOutcome.PASS_WITH_WAIVERS})


def outcome_of(states: Iterable[CriterionState], required: Iterable[bool | None]) -> VerdictOutcome:
    """`required` says of each requirement whether it holds; None: nobody knows. Where nothing is asked, none passes."""
    states, required = tuple(states), tuple(required)
    if not states and not required:
        return VerdictOutcome.INCOMPLETE
    offenders = frozenset(states) - LETS_PASS
    if not offenders <= NOT_YET or False in required:
        return VerdictOutcome.FAIL
    if offenders or None in required:
        return VerdictOutcome.INCOMPLETE
    return VerdictOutcome.PASS_WITH_WAIVERS if CriterionState.WAIVED in states else VerdictOutcome.PASS


def let_pass(verdict: Verdict) -> frozenset[str]:
    """The codes of all criteria and requirements that let the gate pass."""
    criteria = (each.code for each in verdict.criteria if each.state in LETS_PASS)
    return frozenset((*criteria, *(each.code for each in verdict.requirements if each.holds)))


def unmet(verdict: Verdict) -> tuple[str, ...]:
    """The codes of all that does not let the gate pass, in the order of the verdict."""
    passing = let_pass(verdict)
    asked = (*(each.code for each in verdict.criteria), *(each.code for each in verdict.requirements))
    return tuple(code for code in asked if code not in passing)
