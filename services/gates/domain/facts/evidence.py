"""Evidence, by its kind: the piece that counts, and what it says."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from services.gates.domain.facts.model import Area, Fact, FactKind, Facts, Meaning, On, Positions
from services.gates.domain.facts.pinned import PINNED, Pinned, pinned
from services.gates.domain.facts.reading import READ
from services.gates.domain.facts.telling import after, at, day, fact, latest, one, only, told, truth
from services.gates.domain.framework.model import EvidenceKind
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceWithdrawn
from shared.events.releases import ReleasePinned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Shown: TypeAlias = EvidenceSubmitted | EvidenceRevised
Handled: TypeAlias = Shown | EvidenceWithdrawn | ReleasePinned


@record
class Piece:
    """As it was submitted, or revised last; `when` is the instant of that, `content` the SHA-256 of its file."""

    evidence_id: UUID
    kind: str
    content: str
    values: Mapping[str, str]
    release_id: UUID | None
    valid_from: date
    valid_until: date
    when: datetime
    submitted_at: int
    revised_at: int | None = None
    withdrawn_at: int | None = None

    @property
    def positions(self) -> Positions:
        return at(self.submitted_at, self.revised_at, self.withdrawn_at)


Item: TypeAlias = Piece | Pinned


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    return (PINNED,) if isinstance(event, ReleasePinned) else (event.evidence_id.hex,)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event = recorded.event
    match event:
        case ReleasePinned():
            return pinned(event, recorded)
        case EvidenceSubmitted():
            return piece(event.kind, event, recorded, recorded.seq)
        case _ if not isinstance(item, Piece):
            return None
        case EvidenceWithdrawn():
            return replaced(item, withdrawn_at=recorded.seq)
        case _:
            return replaced(piece(item.kind, event, recorded, item.submitted_at), revised_at=recorded.seq)


def piece(kind: str, event: Shown, recorded: Recorded[Handled], submitted_at: int) -> Piece:
    return Piece(
        evidence_id=event.evidence_id,
        kind=kind,
        content=event.digest,
        values={each.name: each.value for each in event.values},
        release_id=event.release_id,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
        when=recorded.occurred_at,
        submitted_at=submitted_at,
    )


def tell(items: Mapping[str, Item], on: On) -> Facts:
    release = one(Pinned, items, PINNED)
    pieces: dict[str, list[Piece]] = {}
    for each in only(Piece, items):
        pieces.setdefault(each.kind, []).append(each)
    parts = (told_of(kind, pieces[kind.name], release, on) for kind in on.kinds if kind.name in pieces)
    return dict(named for facts in parts for named in facts)


def told_of(kind: EvidenceKind, pieces: list[Piece], release: Pinned | None, on: On) -> Iterator[tuple[str, Fact]]:
    """Of the piece that was shown last among those that are valid; where none is, of the last that was."""
    area = f"evidence_{kind.name}"
    begun = [each for each in pieces if not each.withdrawn_at and each.valid_from <= on.day]
    valid = [each for each in begun if each.valid_until >= on.day]
    if not begun:
        yield f"{area}.present", told(bool(begun), latest(each.positions for each in pieces))
        return
    last = max(valid or begun, key=lambda each: each.positions[-1])
    where = last.positions
    yield f"{area}.present", told(bool(valid), where)
    yield f"{area}.id", told(str(last.evidence_id), where)
    yield f"{area}.valid_from", told(last.valid_from, where)
    yield f"{area}.valid_until", told(last.valid_until, where)
    yield f"{area}.submitted_on", told(on.day_of(last.when), where)
    yield f"{area}.content", told(last.content, where)
    if release:
        same = last.release_id == release.release_id
        yield f"{area}.same_release", fact(same, *where, release.at)
    for name, value_kind in kind.values.items():
        value = READ[FactKind(value_kind)](last.values.get(name, ""))
        if value is not None and name in last.values:
            yield f"{area}.{as_fact(name)}", told(value, where)


def as_fact(name: str) -> str:
    """A value named in parts, as rules know it: `load.achieved_rps` is `load_achieved_rps`."""
    return name.replace(".", "_")


def turns(items: Mapping[str, Item]) -> Iterator[date]:
    for each in only(Piece, items):
        yield each.valid_from
        yield after(each.valid_until)


def meanings_of(kinds: Iterable[EvidenceKind]) -> Iterator[Meaning]:
    """What facts may be told of evidence of these kinds."""
    for kind in kinds:
        area, en, fr = f"evidence_{kind.name}", kind.words.en, kind.words.fr
        yield truth(f"{area}.present", f"{en}: there, and valid", f"{fr} : présent et valide")
        yield Meaning(name=f"{area}.id", kind=FactKind.TEXT, en=f"{en}: its id", fr=f"{fr} : son identifiant")
        yield day(f"{area}.valid_from", f"{en}: the day from which it counts", f"{fr} : le jour dès lequel il compte")
        yield day(f"{area}.valid_until", f"{en}: its last valid day", f"{fr} : son dernier jour de validité")
        yield day(f"{area}.submitted_on", f"{en}: the day it was shown", f"{fr} : le jour où il a été versé")
        yield Meaning(name=f"{area}.content", kind=FactKind.TEXT, en=f"{en}: the SHA-256", fr=f"{fr} : le SHA-256")
        yield truth(
            f"{area}.same_release",
            f"{en}: made with the release that is pinned",
            f"{fr} : établi avec la version qui est figée",
        )
        for name, value_kind in kind.values.items():
            words = {"en": f"{en}: {name}", "fr": f"{fr} : {name}"}
            yield Meaning(name=f"{area}.{as_fact(name)}", kind=FactKind(value_kind), **words)


EVIDENCE: Area[Item] = Area(
    name="evidence",
    items=(Piece, Pinned),
    handles=(EvidenceSubmitted, EvidenceRevised, EvidenceWithdrawn, ReleasePinned),
    keys=keys,
    fold=fold,
    tell=tell,
    turns=turns,
    meanings=(),
)
