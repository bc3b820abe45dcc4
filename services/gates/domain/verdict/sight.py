"""Facts as rules are asked about them, today and on later days."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import product

from services.gates.domain.facts.model import Facts
from services.gates.domain.framework.rules import values
from shared.kernel.record import record
from shared.rules.asking import LEAST, MOST, Compiled, Values, said


@record
class Sight:
    """`values` are the facts on `day`."""

    facts: Facts
    values: Values
    day: date

    def answers(self, rules: Iterable[Compiled], day: date) -> tuple[bool | None, ...]:
        if day == self.day:
            return tuple([said(rule, self.values) for rule in rules])
        return tuple([self.says(rule, day) for rule in rules])

    def says(self, rule: Compiled, day: date) -> bool | None:
        """On that day, if no fact changes until then."""
        if not rule.reckons or day == self.day:
            return said(rule, self.values)
        return said(rule, values(self.facts, day, rule.facts))

    def turns(self, rule: Compiled) -> Iterator[date]:
        """The days on which the rule may change its mind: a day that it names, a day after, more or less its numbers.

        All of them, where each comparison sets `day` beside one other day, with up to two numbers added or taken away.
        """
        if not rule.reckons:
            return
        known = [self.facts[name].value for name in rule.facts if name in self.facts]
        days = [value for value in known if isinstance(value, date)]
        numbers = {abs(value) for value in known if isinstance(value, int) and LEAST < value <= MOST}
        steps = {0, *numbers, *rule.numbers}
        signed = {sign * step for step in steps for sign in (1, -1)}
        offsets = {one + other + more for one, other in product(signed, signed) for more in (0, 1)}
        for start, offset in product(days, sorted(offsets)):
            if (turn := later(start, offset)) is not None and turn > self.day:
                yield turn


def sight_of(facts: Facts, day: date, asked: Collection[str] | None = None) -> Sight:
    """For rules about any fact, or about those that are `asked` for."""
    return Sight(facts=facts, values=values(facts, day, asked), day=day)


def later(day: date, days: int) -> date | None:
    """None: beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None
