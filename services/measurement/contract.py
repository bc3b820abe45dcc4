"""All that another process may know of this service: its commands, its refusals, its rows and its questions."""

from typing import Any

from services.measurement.contracts import measuring, returns, series
from services.measurement.domain.halted import goes_on
from services.measurement.domain.sentences import FRENCH
from services.measurement.projections import PROJECTIONS
from services.measurement.queries import QUESTIONS
from shared.kernel.contract import Contract
from shared.kernel.decider import Decider
from shared.kernel.refusal import Refused, refusals

DECIDERS: tuple[Decider[Any, Any, Any], ...] = tuple(
    map(goes_on, (*series.DECIDERS, *measuring.DECIDERS, *returns.DECIDERS))
)

REFUSALS: tuple[type[Refused], ...] = refusals("services.measurement.domain", "shared.kernel")

CONTRACT = Contract(
    name="measurement",
    deciders=DECIDERS,
    questions=QUESTIONS,
    refusals=REFUSALS,
    french=FRENCH,
    rows={projection.name: projection.row for projection in PROJECTIONS},
)

__all__ = ["CONTRACT", "DECIDERS", "QUESTIONS", "REFUSALS"]
