"""What law and standards ask for: which duties apply, which of them are mapped, and which are confirmed."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never, get_args

from services.gates.domain.facts.model import Area, Facts, On, Positions
from services.gates.domain.facts.telling import at, counted, fact, joined, truth, yes
from shared.events.obligations import (
    ComplianceConfirmed,
    ComplianceWithdrawn,
    DutyEvent,
    ObligationEvent,
    ObligationExcluded,
    ObligationMapped,
    ObligationReinstated,
    ObligationSetAdopted,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = ObligationEvent

SET = "set"


@record
class Duty:
    """In the set without a break since `since`, and as it reads since `read_at`."""

    digest: str
    since: int
    read_at: int
    mapped_at: int | None = None
    confirmed_at: int | None = None
    excluded_at: int | None = None

    @property
    def exclusion(self) -> Positions:
        return at(self.read_at, self.excluded_at)

    @property
    def mapping(self) -> Positions:
        return at(self.since, self.mapped_at)

    @property
    def confirmation(self) -> Positions:
        return at(self.since, self.read_at, self.mapped_at, self.confirmed_at)


@record
class ObligationSet:
    """Duties by their place. `complete_once` is where all that applied was confirmed for the first time.

    `withdrawn_at` is where somebody last took a confirmation back: from there on it is to be completed anew.
    """

    adopted_at: int
    duties: Mapping[str, Duty]
    complete_once: Positions = ()
    withdrawn_at: int | None = None

    @property
    def applicable(self) -> tuple[Duty, ...]:
        return tuple(each for each in self.duties.values() if each.excluded_at is None)

    @property
    def excluded(self) -> tuple[Duty, ...]:
        return tuple(each for each in self.duties.values() if each.excluded_at is not None)

    @property
    def scope(self) -> Positions:
        """Of which duties apply."""
        return joined([at(self.adopted_at), *(each.exclusion for each in self.excluded)])


def keys(_: Recorded[Handled]) -> tuple[str, ...]:
    return (SET,)


def fold(before: ObligationSet | None, recorded: Recorded[Handled]) -> ObligationSet | None:
    event, seq = recorded.event, recorded.seq
    if isinstance(event, ObligationSetAdopted):
        return completed(adopted(before, event, seq), seq)
    if before is None:
        return None
    duty = before.duties.get(place(event.instrument, event.at))
    if duty is None:
        return before
    duties = {**before.duties, place(event.instrument, event.at): changed(duty, event, seq)}
    if isinstance(event, ComplianceWithdrawn):
        return replaced(before, duties=duties, complete_once=(), withdrawn_at=seq)
    return completed(replaced(before, duties=duties), seq)


def place(instrument: str, where: str) -> str:
    return f"{instrument} {where}"


def adopted(before: ObligationSet | None, event: ObligationSetAdopted, seq: int) -> ObligationSet:
    old = before.duties if before else {}
    duties = {
        place(each.instrument, each.at): carried(old.get(place(each.instrument, each.at)), each.digest, seq)
        for each in event.duties
    }
    if before is None:
        return ObligationSet(adopted_at=seq, duties=duties)
    return replaced(before, adopted_at=seq, duties=duties)


def carried(before: Duty | None, digest: str, seq: int) -> Duty:
    """What reads differently keeps its mapping alone."""
    if before is None:
        return Duty(digest=digest, since=seq, read_at=seq)
    if before.digest == digest:
        return before
    return Duty(digest=digest, since=before.since, read_at=seq, mapped_at=before.mapped_at)


def changed(duty: Duty, event: DutyEvent, seq: int) -> Duty:
    match event:
        case ObligationExcluded():
            return replaced(duty, excluded_at=seq, confirmed_at=None)
        case ObligationReinstated():
            return replaced(duty, excluded_at=None, confirmed_at=None)
        case ObligationMapped():
            return replaced(duty, mapped_at=seq, confirmed_at=None, excluded_at=None)
        case ComplianceConfirmed():
            return replaced(duty, confirmed_at=seq, excluded_at=None)
        case ComplianceWithdrawn():
            return replaced(duty, confirmed_at=None, excluded_at=None)
        case _:
            assert_never(event)


def completed(after: ObligationSet, seq: int) -> ObligationSet:
    if after.complete_once or not after.duties or any(not met(each) for each in after.applicable):
        return after
    once = joined([after.scope, at(seq), *(each.confirmation for each in after.applicable)])
    return replaced(after, complete_once=once)


def met(duty: Duty) -> bool:
    return duty.mapped_at is not None and duty.confirmed_at is not None


def tell(items: Mapping[str, ObligationSet], _: On) -> Facts:
    own = items[SET]
    scope, applicable = own.scope, own.applicable
    mapped = [each.mapping for each in applicable if each.mapped_at]
    confirmed = [each.confirmation for each in applicable if met(each)]
    once = own.complete_once or at(own.adopted_at, own.withdrawn_at)
    return {
        "obligations.adopted": yes(own.adopted_at),
        "obligations.applicable": fact(len(applicable), *scope),
        "obligations.excluded": fact(len(own.excluded), *scope),
        "obligations.mapped": fact(len(mapped), own.adopted_at, *joined(mapped)),
        "obligations.confirmed": fact(len(confirmed), own.adopted_at, *joined(confirmed)),
        "obligations.complete_once": fact(bool(own.complete_once), *once),
    }


OBLIGATIONS: Area[ObligationSet] = Area(
    name="obligations",
    items=(ObligationSet,),
    handles=(ObligationSetAdopted, *get_args(DutyEvent)),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("obligations.adopted", "It is said which duties apply", "On a dit quelles obligations s'appliquent"),
        counted("obligations.applicable", "Duties that apply", "Obligations applicables"),
        counted("obligations.excluded", "Duties that do not apply here", "Obligations sans objet ici"),
        counted(
            "obligations.mapped",
            "Those that apply and of which it is said how they are met",
            "Obligations applicables dont on a dit comment elles sont remplies",
        ),
        counted(
            "obligations.confirmed",
            "Those that apply and that are confirmed to be met, as they read and are mapped now",
            "Obligations applicables dont le respect est confirmé, dans leur texte et leur lien actuels",
        ),
        truth(
            "obligations.complete_once",
            "All that applied were mapped and confirmed together once, and nobody took that back",
            "Toutes celles qui s'appliquaient ont été reliées et confirmées ensemble, sans retrait depuis",
        ),
    ),
)
