"""Two verdicts side by side, whatever each of them asks for."""

from collections.abc import Iterator

from services.gates.domain.verdict.impact import told
from services.gates.domain.verdict.states import let_pass
from shared.events.verdicts import Verdict
from shared.kernel.record import record


@record
class Compared:
    """What stands otherwise: a criterion's state, or whether a requirement `holds` or `lacks`; None: not asked for."""

    code: str
    before: str | None
    after: str | None
    let_pass: bool
    lets_pass: bool


def compared(before: Verdict, after: Verdict) -> tuple[Compared, ...]:
    """What differs, in the order of the verdicts."""
    return tuple(each for each in side_by_side(before, after) if each.before != each.after)


def side_by_side(before: Verdict, after: Verdict) -> Iterator[Compared]:
    stood, stands = told(before), told(after)
    passed, passes = let_pass(before), let_pass(after)
    for code in dict.fromkeys((*stood, *stands)):
        yield Compared(
            code=code,
            before=stood[code][0] if code in stood else None,
            after=stands[code][0] if code in stands else None,
            let_pass=code in passed,
            lets_pass=code in passes,
        )
