"""Questions about what somebody may be waited for at criteria and gates; whether they may do it, its decision says."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, select

from services.gates.domain.criterion.said import Request
from services.gates.projections.criterion_statements import CRITERION_STATEMENTS, StatementsEntry
from services.gates.projections.evidence import EVIDENCE, EvidenceEntry, EvidenceState
from services.gates.projections.gate_decisions import GATE_DECISIONS, DecisionEntry
from shared.projecting.as_of import Source
from shared.projecting.paging import LARGEST
from shared.projecting.reading import Reader
from shared.projecting.waited import AllWaited, Somebody, Waited

SOON = timedelta(days=30)


async def waited_at_gates(reader: Reader, source: Source, people: Sequence[Somebody]) -> list[AllWaited]:
    """Of each matter the first hundred that wait for them, or for anybody who holds a role."""
    return [await waited(reader, source, each) for each in people]


async def waited(reader: Reader, source: Source, who: Somebody) -> AllWaited:
    asked = await reader.rows(exemptions(source).limit(LARGEST + 1), StatementsEntry)
    owed = await reader.rows(conditions(source, who.person).limit(LARGEST + 1), DecisionEntry)
    ending = await reader.rows(pieces(source, who).limit(LARGEST + 1), EvidenceEntry)
    things = (
        *(told for row in asked[:LARGEST] for told in exemption(row)),
        *(told for row in owed[:LARGEST] for told in condition(row, who)),
        *(piece(row) for row in ending[:LARGEST]),
    )
    return AllWaited(things=things, more=any(len(rows) > LARGEST for rows in (asked, owed, ending)))


def exemptions(source: Source) -> Select[tuple[object, ...]]:
    rows = source.of(CRITERION_STATEMENTS)
    return select(rows).where(rows.c.asked.is_(True)).order_by(rows.c.engagement_id, rows.c.criterion)


def conditions(source: Source, person: UUID) -> Select[tuple[object, ...]]:
    rows = source.of(GATE_DECISIONS)
    return select(rows).where(rows.c.owing.contains([str(person)])).order_by(rows.c.decided_seq)


def pieces(source: Source, who: Somebody) -> Select[tuple[object, ...]]:
    """What they submitted and what is soon over, or was just now and has not been noticed yet."""
    rows = source.of(EVIDENCE)
    mine = (rows.c.submitter == who.person) & (rows.c.state == EvidenceState.SUBMITTED.value)
    return select(rows).where(mine, rows.c.valid_until <= who.day + SOON).order_by(rows.c.valid_until)


def exemption(row: StatementsEntry) -> Iterator[Waited]:
    if row.said.waiver_asked is not None:
        yield asked("waiver", row, row.said.waiver_asked, row.said.waiver_asked.until)
    if row.said.not_applicable_asked is not None:
        yield asked("not_applicable", row, row.said.not_applicable_asked, None)


def asked(matter: str, row: StatementsEntry, request: Request, until: date | None) -> Waited:
    """Asked for until a day: nothing is due on that day, but the request is moot after it."""
    (at,) = (each.at for each in row.history if each.position == request.position)
    return Waited(
        matter=matter,
        thing=row.engagement_id,
        engagement_id=row.engagement_id,
        subject=request.reason,
        since=at,
        due=until,
        part=row.criterion,
    )


def condition(row: DecisionEntry, who: Somebody) -> Iterator[Waited]:
    for entry in row.conditions:
        if entry.condition.owner == who.person and entry.met_on is None:
            yield Waited(
                matter="condition",
                thing=entry.condition.condition_id,
                engagement_id=row.engagement_id,
                subject=entry.condition.what,
                since=row.decided_at,
                due=entry.condition.due,
                stage=row.stage.value,
                part=entry.condition.criterion,
                within=row.decision_id,
            )


def piece(row: EvidenceEntry) -> Waited:
    return Waited(
        matter="evidence",
        thing=row.evidence_id,
        engagement_id=row.engagement_id,
        subject=row.title,
        since=row.revisions[-1].at,
        due=row.valid_until,
        part=row.criterion,
    )
