"""Which evaluations of readiness were given."""

from collections.abc import Mapping

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.telling import truth, yes
from shared.events.readiness import ReadinessEvaluated
from shared.kernel.record import record
from shared.kernel.recorded import Recorded


@record
class Evaluated:
    """Last for its purpose."""

    at: int


def keys(recorded: Recorded[ReadinessEvaluated]) -> tuple[str, ...]:
    return (recorded.event.purpose.value,)


def fold(_: Evaluated | None, recorded: Recorded[ReadinessEvaluated]) -> Evaluated:
    return Evaluated(at=recorded.seq)


def tell(items: Mapping[str, Evaluated], _: On) -> Facts:
    return {f"readiness.{name}": yes(each.at) for name, each in items.items()}


READINESS: Area[Evaluated] = Area(
    name="readiness",
    items=(Evaluated,),
    handles=(ReadinessEvaluated,),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth(
            "readiness.baseline", "Readiness was evaluated as the baseline", "L'état de préparation initial est évalué"
        ),
        truth(
            "readiness.go_no_go",
            "Readiness was evaluated for the go or no-go",
            "L'état de préparation est évalué en vue de la décision de mise en service",
        ),
    ),
)
