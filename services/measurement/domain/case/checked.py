"""Whether what a business case says may be said: its figures, its amounts, and what it counts on."""

from dataclasses import replace
from decimal import Decimal

from services.measurement.domain.case.commands import CaseTerms, SeriesIsNoKpi
from services.measurement.domain.case.state import Board
from services.measurement.domain.currency import amount
from services.measurement.domain.figures import figure
from services.measurement.domain.not_found import SeriesNotFound
from shared.events.business_case import BenefitLine
from shared.events.series import SeriesKind
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import prose

MOST_LINES, MOST_ASSUMPTIONS = 50, 50
LINES = ("input", "lines")


def checked(terms: CaseTerms, board: Board) -> CaseTerms:
    ids = {line.line_id for line in terms.lines}
    if not 1 <= len(terms.lines) <= MOST_LINES or len(ids) != len(terms.lines):
        raise NotWellFormed(where=LINES, problem=f"lines are from 1 to {MOST_LINES}, each with an id of its own")
    if len(terms.assumptions) > MOST_ASSUMPTIONS:
        where = ("input", "assumptions")
        raise NotWellFormed(where=where, problem=f"assumptions are at most {MOST_ASSUMPTIONS}")
    return CaseTerms(
        owner=terms.owner,
        lines=tuple(benefit(line, board) for line in terms.lines),
        run_cost_per_month=amount("runCostPerMonth", terms.run_cost_per_month, board.currency, least=0),
        assumptions=tuple(prose("assumptions", each) for each in terms.assumptions),
    )


def benefit(line: BenefitLine, board: Board) -> BenefitLine:
    series = board.series.get(line.series_id)
    if series is None:
        raise SeriesNotFound(where=LINES)
    if series.kind is not SeriesKind.KPI:
        raise SeriesIsNoKpi(where=LINES, name=series.name)
    return replace(
        line,
        value_per_unit=amount("lines", line.value_per_unit, board.currency),
        volume_per_month=positive("volumePerMonth", line.volume_per_month),
        target=positive("target", line.target),
        note=prose("note", line.note, required=False),
    )


def positive(field: str, value: Decimal) -> Decimal:
    if figure(field, value) <= 0:
        raise NotWellFormed(where=LINES, problem=f"{field} is more than nothing")
    return value
