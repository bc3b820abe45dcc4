"""What would be if facts were others: assumed for an answer, and recorded nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from services.gates.domain.facts.model import Fact, Meaning
from services.gates.domain.facts.reading import READ
from services.gates.domain.facts.sheet import vocabulary
from services.gates.domain.framework.model import Framework
from services.gates.domain.verdict.evaluate import evaluate
from services.gates.domain.verdict.standing import Ground
from shared.events.stages import Stage
from shared.events.verdicts import Verdict
from shared.kernel.record import record


@record
class AssumedFact:
    """`value` in words, as a verdict tells it; None: assumed that nobody knows."""

    name: str
    value: str | None


def beyond_reading(assumed: Sequence[AssumedFact], frameworks: Sequence[Framework]) -> tuple[str, ...]:
    """The names of those that are no facts, or whose values are none of theirs."""
    known = meanings(frameworks)
    return tuple(each.name for each in assumed if each.name not in known or not readable(each, known[each.name]))


def meanings(frameworks: Sequence[Framework]) -> Mapping[str, Meaning]:
    return vocabulary(kind for framework in frameworks for kind in framework.evidence)


def readable(assumed: AssumedFact, meaning: Meaning) -> bool:
    return assumed.value is None or READ[meaning.kind](assumed.value) is not None


def verdict_if(
    assumed: Sequence[AssumedFact], frameworks: Sequence[Framework], stage: Stage | None, ground: Ground, day: date
) -> Verdict:
    """The verdict that would be, with these facts in the place of what is known."""
    names = {each.name for each in assumed}
    facts = {name: fact for name, fact in ground.facts(frameworks, day).items() if name not in names}
    told = facts | dict(read(assumed, meanings(frameworks)))
    return evaluate(frameworks, stage, told, ground.statements(day), day, ground.time_zone)


def read(assumed: Sequence[AssumedFact], known: Mapping[str, Meaning]) -> Iterator[tuple[str, Fact]]:
    for each in assumed:
        value = None if each.value is None else READ[known[each.name].kind](each.value)
        if value is not None:
            yield each.name, Fact(value=value)
