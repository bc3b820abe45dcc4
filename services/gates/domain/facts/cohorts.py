"""People who are taken along together: how a cohort is folded, and which of them count."""

from collections.abc import Mapping
from typing import Any, TypeAlias, assert_never

from services.gates.domain.facts.people_items import Cohort, Completion, Measure
from services.gates.domain.facts.telling import at, only
from shared.events.population import CohortDefined, CohortRevised, CohortWithdrawn
from shared.events.programme import ChangeStageMeasured, TrainingCompleted
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

OfACohort: TypeAlias = CohortDefined | CohortRevised | CohortWithdrawn | TrainingCompleted | ChangeStageMeasured


def fold(cohort: Cohort | None, event: OfACohort, recorded: Recorded[Any]) -> Cohort | None:
    if isinstance(event, CohortDefined):
        return defined(event, recorded.seq)
    if cohort is None:
        return None
    match event:
        case CohortRevised():
            return replaced(cohort, headcount=event.headcount, revised_at=recorded.seq)
        case CohortWithdrawn():
            return replaced(cohort, withdrawn_at=recorded.seq)
        case TrainingCompleted():
            return trained(cohort, event, recorded)
        case ChangeStageMeasured():
            return measured(cohort, event, recorded.seq)
        case _:
            assert_never(event)


def defined(event: CohortDefined, seq: int) -> Cohort:
    return Cohort(
        department=event.department,
        role=event.role,
        headcount=event.headcount,
        volunteers=event.volunteers,
        defined_at=seq,
    )


def trained(cohort: Cohort, event: TrainingCompleted, recorded: Recorded[Any]) -> Cohort:
    done = Completion(
        digest=event.digest,
        count=event.count,
        when=recorded.occurred_at,
        at=recorded.seq,
        headcount=cohort.headcount,
        positions=at(cohort.defined_at, cohort.revised_at, recorded.seq),
    )
    fuller = not cohort.fuller or done.count * cohort.fuller[-1].headcount > cohort.fuller[-1].count * done.headcount
    return replaced(cohort, trained=done, fuller=(*cohort.fuller, done) if fuller else cohort.fuller)


def measured(cohort: Cohort, event: ChangeStageMeasured, seq: int) -> Cohort:
    """What was measured on a later day stands, also where an earlier measure is told afterwards."""
    before = cohort.measures.get(event.stage)
    if before is not None and before.on > event.measured_on:
        return cohort
    measure = Measure(favourable=event.favourable, on=event.measured_on, at=seq)
    higher = cohort.higher.get(event.stage, ())
    if not higher or measure.favourable > higher[-1].favourable:
        higher = (*higher, measure)
    return replaced(
        cohort,
        measures={**cohort.measures, event.stage: measure},
        higher={**cohort.higher, event.stage: higher},
    )


def standing(items: Mapping[str, Any]) -> tuple[Cohort, ...]:
    """Those that were not withdrawn. Volunteers show that nobody has to be won over: they do not count."""
    return tuple(each for each in only(Cohort, items) if not each.withdrawn_at and not each.volunteers)


def left_out(items: Mapping[str, Any]) -> tuple[Cohort, ...]:
    return tuple(each for each in only(Cohort, items) if each.withdrawn_at or each.volunteers)


def counting(items: Mapping[str, Any]) -> tuple[Cohort, ...]:
    """All that ever counted, those that were withdrawn among them."""
    return tuple(each for each in only(Cohort, items) if not each.volunteers)
