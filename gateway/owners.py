"""Which service answers a question, and which one takes a command: the one whose contract says so, and no other."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from itertools import chain
from typing import Any, TypeVar

from services.engagement.contract import CONTRACT as ENGAGEMENT
from services.gates.contract import CONTRACT as GATES
from services.measurement.contract import CONTRACT as MEASUREMENT
from shared.kernel.contract import Contract
from shared.kernel.refusal import Refused
from shared.web.service import by_command

Thing = TypeVar("Thing", bound=Hashable)

CONTRACTS: tuple[Contract, ...] = (ENGAGEMENT, GATES, MEASUREMENT)


class OwnedTwice(Exception):
    """Two services offer the same."""


def owners(offers: Iterable[tuple[str, Iterable[Thing]]]) -> Mapping[Thing, str]:
    """By what is offered: the name of the service."""
    found: dict[Thing, str] = {}
    for service, things in offers:
        for thing in things:
            if thing in found:
                raise OwnedTwice(f"{thing} belongs to {found[thing]} and to {service}")
            found[thing] = service
    return found


QUESTIONS: Mapping[Callable[..., Any], str] = owners((each.name, each.questions) for each in CONTRACTS)
COMMANDS: Mapping[type, str] = owners((each.name, by_command(each.deciders)) for each in CONTRACTS)

REFUSALS: Mapping[str, type[Refused]] = {
    kind.code: kind for kind in sorted(chain.from_iterable(each.refusals for each in CONTRACTS), key=lambda it: it.code)
}
"""By code: what all services share stands in the contract of each."""

FRENCH: Mapping[str, str] = dict(chain.from_iterable(each.french.items() for each in CONTRACTS))
"""What each of them says in French, by code."""
