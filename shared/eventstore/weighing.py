"""What would come of commands if they were given now: the very decisions, on one look at the log, and no append."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shared.eventstore.asking import Request
from shared.eventstore.circumstances import Circumstances, KnownCircumstances
from shared.eventstore.judging import ROUNDS, beyond, folded, judged_on
from shared.eventstore.kept import Kept
from shared.eventstore.log import Log, Look, View
from shared.kernel.decider import Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused

NO_COMMAND, NO_DIGEST = UUID(int=0), bytes(32)


@record
class Weighed:
    """Why the command is refused; None where it is not, and then whether anything would be recorded."""

    refusal: Refused | None = None
    records: bool = False


Given = tuple[Decider[Any, Any, Any], Request]


async def weighed(log: Log, known: KnownCircumstances, tenant: UUID, given: Sequence[Given]) -> list[Weighed]:
    """In the order of the commands. However many they are, what they stand on is looked at together."""
    stands_on = [(stream_scope(decider.stream(r.command)), *decider.looks_at(r.command)) for decider, r in given]
    view, stands_on = await _seen(log, known, tenant, given, stands_on)
    circumstances, remembered = known.advance(tenant, view), dict[Any, Kept]()
    return [
        _weighed(each, scopes, view, circumstances, remembered) for each, scopes in zip(given, stands_on, strict=True)
    ]


async def _seen(
    log: Log,
    known: KnownCircumstances,
    tenant: UUID,
    given: Sequence[Given],
    stands_on: list[tuple[Scope, ...]],
) -> tuple[View, list[tuple[Scope, ...]]]:
    """As for a command that is handled, for all of them at one instant."""
    for _ in range(ROUNDS):
        scopes = dict.fromkeys(scope for each in stands_on for scope in each)
        looks = [*(Look(scope=scope) for scope in scopes), *known.looks(tenant)]
        view = await log.look(tenant, looks, NO_COMMAND, NO_DIGEST)
        more = [beyond(decider, r.command, own, view) for (decider, r), own in zip(given, stands_on, strict=True)]
        if not any(more):
            return view, stands_on
        stands_on = [(*own, *further) for own, further in zip(stands_on, more, strict=True)]
    raise LookupError("commands name ever more to look at")


def _weighed(
    given: Given, scopes: tuple[Scope, ...], view: View, circumstances: Circumstances, remembered: dict[Any, Kept]
) -> Weighed:
    decider, request = given
    key = (id(decider), scopes)
    if key not in remembered:
        remembered[key] = folded(decider, scopes, view)
    try:
        judged = judged_on(decider, request, scopes, view, circumstances, remembered[key])
    except Refused as refusal:
        return Weighed(refusal=refusal)
    return Weighed(records=bool(judged.events))
