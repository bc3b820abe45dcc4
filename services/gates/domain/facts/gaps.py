"""Gaps between pilot and production, as they stand on a day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from services.gates.domain.facts.model import Area, Fact, Facts, On, Positions
from services.gates.domain.facts.telling import after, at, count, counted, one, only, truth
from shared.events.engagements import GapRegisterBaselined
from shared.events.gaps import (
    GapCancelled,
    GapDeferralExpired,
    GapDeferred,
    GapEstimated,
    GapOpened,
    GapOwnerAssigned,
    GapOwnerVacated,
    GapReopened,
    GapResolved,
    GapSeverityLowered,
    GapSeverityRaised,
    GapStarted,
    GapVerified,
    Severity,
)
from shared.events.ownership import ResponsibilityAssigned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Advanced: TypeAlias = (
    GapStarted | GapResolved | GapVerified | GapReopened | GapDeferred | GapCancelled | GapDeferralExpired
)
Arranged: TypeAlias = GapOwnerAssigned | GapOwnerVacated | GapEstimated | GapSeverityRaised | GapSeverityLowered
OfAGap: TypeAlias = GapOpened | Advanced | Arranged
Handled: TypeAlias = OfAGap | GapRegisterBaselined | ResponsibilityAssigned

BASELINE = "baseline"


class Status(StrEnum):
    OPEN = "open"
    DEFERRED = "deferred"
    RESOLVED = "resolved"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


STATUSES: Mapping[type, Status] = {
    GapStarted: Status.OPEN,
    GapReopened: Status.OPEN,
    GapDeferralExpired: Status.OPEN,
    GapDeferred: Status.DEFERRED,
    GapResolved: Status.RESOLVED,
    GapVerified: Status.VERIFIED,
    GapCancelled: Status.CANCELLED,
}
GONE = frozenset({Status.VERIFIED, Status.CANCELLED})


@record
class Gap:
    """`until` is the last day up to which it is put off. Of each word on it, the position of the last.

    Since `vacated_at` nobody owns it any more; `party_at` is where a party is accountable for it.
    """

    severity: Severity
    opened_at: int
    status: Status = Status.OPEN
    status_at: int | None = None
    until: date | None = None
    severity_at: int | None = None
    owned_at: int | None = None
    estimated_at: int | None = None
    vacated_at: int | None = None
    party_at: int | None = None

    @property
    def standing(self) -> Positions:
        return at(self.opened_at, self.status_at)

    @property
    def all_of_it(self) -> Positions:
        return at(*self.standing, self.severity_at, self.owned_at, self.estimated_at, self.vacated_at, self.party_at)

    def is_open(self, day: date) -> bool:
        """Also once the day up to which it was put off is over, whether or not somebody has noticed."""
        over = self.status is Status.DEFERRED and self.until is not None and self.until < day
        return self.status is Status.OPEN or over

    @property
    def blocks(self) -> bool:
        """Until somebody verified that it is closed, however long it is put off."""
        return self.severity is Severity.BLOCKING and self.status not in GONE


@record
class Baseline:
    at: int


Item: TypeAlias = Gap | Baseline


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    if isinstance(event, GapRegisterBaselined):
        return (BASELINE,)
    return (event.gap_id.hex,) if event.gap_id else ()


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    if isinstance(event, GapRegisterBaselined):
        return Baseline(at=seq)
    if isinstance(event, GapOpened):
        return Gap(severity=event.severity, opened_at=seq)
    if not isinstance(item, Gap):
        return None
    return replaced(item, party_at=seq) if isinstance(event, ResponsibilityAssigned) else changed(item, event, seq)


def changed(gap: Gap, event: Advanced | Arranged, seq: int) -> Gap:
    match event:
        case GapOwnerAssigned():
            return replaced(gap, owned_at=seq, vacated_at=None)
        case GapOwnerVacated():
            return replaced(gap, owned_at=None, vacated_at=seq)
        case GapEstimated():
            return replaced(gap, estimated_at=seq)
        case GapSeverityRaised() | GapSeverityLowered():
            return replaced(gap, severity=event.severity, severity_at=seq)
        case GapDeferred():
            return replaced(gap, status=Status.DEFERRED, status_at=seq, until=event.until)
        case _:
            return replaced(gap, status=STATUSES[type(event)], status_at=seq, until=None)


def turns(items: Mapping[str, Item]) -> Iterator[date]:
    for gap in only(Gap, items):
        if gap.until:
            yield after(gap.until)


def tell(items: Mapping[str, Item], on: On) -> Facts:
    gaps, baseline = only(Gap, items), one(Baseline, items, BASELINE)
    since = at(baseline.at if baseline else max(each.opened_at for each in gaps))
    there = [since, *(each.all_of_it for each in gaps)]
    is_open = tuple(each for each in gaps if each.is_open(on.day))
    put_off = (each for each in gaps if each.status is Status.DEFERRED and not each.is_open(on.day))
    blocking = (at(*each.standing, each.severity_at) for each in gaps if each.blocks)
    return {
        "gaps.baselined": Fact(value=baseline is not None, positions=since),
        "gaps.open": standing(is_open, there),
        "gaps.blocking": count(blocking, there),
        "gaps.deferred": standing(put_off, there),
        "gaps.unverified": standing((each for each in gaps if each.status is Status.RESOLVED), there),
        "gaps.without_owner": count(
            (at(*each.standing, each.vacated_at) for each in is_open if each.owned_at is None), there
        ),
        "gaps.without_party": standing((each for each in is_open if each.party_at is None), there),
        "gaps.without_estimate": standing((each for each in is_open if each.estimated_at is None), there),
    }


def standing(gaps: Iterable[Gap], there: Iterable[Positions]) -> Fact:
    """How many stand so, by the last word on each."""
    return count((each.standing for each in gaps), there)


GAPS: Area[Item] = Area(
    name="gaps",
    items=(Gap, Baseline),
    handles=(
        GapOpened,
        *STATUSES,
        GapOwnerAssigned,
        GapOwnerVacated,
        GapEstimated,
        GapSeverityRaised,
        GapSeverityLowered,
        GapRegisterBaselined,
        ResponsibilityAssigned,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    turns=turns,
    meanings=(
        truth("gaps.baselined", "The register of gaps has its baseline", "Le registre des écarts a sa référence"),
        counted(
            "gaps.open",
            "Gaps that are open, or whose deferral is over",
            "Écarts ouverts, ou dont le report est échu",
        ),
        counted(
            "gaps.blocking",
            "Gaps that block going live and are not verified",
            "Écarts qui bloquent la mise en service et ne sont pas vérifiés",
        ),
        counted("gaps.deferred", "Gaps that are put off for now", "Écarts reportés pour l'instant"),
        counted(
            "gaps.unverified", "Gaps that are resolved and not verified", "Écarts résolus qui ne sont pas vérifiés"
        ),
        counted("gaps.without_owner", "Open gaps that have no owner", "Écarts ouverts sans responsable"),
        counted(
            "gaps.without_party",
            "Open gaps that no party is accountable for",
            "Écarts ouverts dont aucune partie n'est imputable",
        ),
        counted("gaps.without_estimate", "Open gaps that nobody estimated", "Écarts ouverts sans estimation"),
    ),
)
