"""Facts of the change programme: whether it runs, and how far its cohorts are."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.gates.domain.facts.cohorts import counting, left_out, standing
from services.gates.domain.facts.complete import Span, complete_once
from services.gates.domain.facts.model import Fact, Facts, Positions
from services.gates.domain.facts.people_items import POPULATION, PROGRAMME, Cohort, Measure, Population, Programme
from services.gates.domain.facts.policies import BEFORE_ACCESS, CHANGE
from services.gates.domain.facts.telling import at, count, counted, day, earliest, fact, joined, latest, one, truth, yes
from shared.events.programme import ChangeStage


def told(items: Mapping[str, Any]) -> Facts:
    programme = one(Programme, items, PROGRAMME)
    return {**(told_of(programme, items) if programme else {}), **told_of_coverage(items)}


def told_of(programme: Programme, items: Mapping[str, Any]) -> Facts:
    created, launched = programme.created_at, programme.launched_at
    taken, others = standing(items), [at(created, *each.positions) for each in left_out(items)]
    there = [at(created, *each.positions) for each in taken] or [at(created)]
    facts = {
        "programme.created": yes(created),
        "programme.launched": fact(launched is not None, created, launched),
        "programme.cohorts": count((at(created, each.defined_at) for each in taken), [*others, at(created)]),
        "programme.cohorts_aware": complete(ChangeStage.AWARENESS, programme, taken, there),
        "programme.cohorts_desiring": complete(ChangeStage.DESIRE, programme, taken, there),
        "programme.cohorts_below": below(programme, taken, there),
        "programme.complete_once": complete_once((span(programme, each) for each in counting(items)), at(created)),
        **earliest("programme.oldest_measure_on", measures(programme, taken)),
    }
    on = programme.launched_on
    return {**facts, **({"programme.launched_on": fact(on, created, launched)} if on else {})}


def complete(stage: ChangeStage, programme: Programme, cohorts: tuple[Cohort, ...], others: list[Positions]) -> Fact:
    enough = CHANGE[programme.policy].favourable
    measured = [(each, measure) for each in cohorts if (measure := each.measures.get(stage))]
    done = (of(programme, each, measure) for each, measure in measured if measure.favourable >= enough)
    return count(done, [*others, *(of(programme, each, measure) for each, measure in measured)])


def below(programme: Programme, cohorts: tuple[Cohort, ...], others: list[Positions]) -> Fact:
    """Whoever was measured, and did not reach the target in the last survey."""
    enough = CHANGE[programme.policy].favourable
    found = []
    for each in cohorts:
        short = [
            m for stage in BEFORE_ACCESS[programme.policy] if (m := each.measures.get(stage)) and m.favourable < enough
        ]
        if short:
            found.append(at(*(position for measure in short for position in of(programme, each, measure))))
    return count(found, others)


def span(programme: Programme, cohort: Cohort) -> Span:
    enough = CHANGE[programme.policy].favourable
    first = [
        next((each for each in cohort.higher.get(stage, ()) if each.favourable >= enough), None)
        for stage in BEFORE_ACCESS[programme.policy]
    ]
    reached = [measure.at for measure in first if measure]
    complete = at(programme.created_at, cohort.defined_at, *reached) if len(reached) == len(first) else ()
    return Span(since=cohort.defined_at, complete=complete, until=cohort.withdrawn_at)


def of(programme: Programme, cohort: Cohort, measure: Measure) -> Positions:
    return at(programme.created_at, cohort.defined_at, measure.at)


def measures(programme: Programme, cohorts: tuple[Cohort, ...]) -> Iterator[tuple[date, Positions]]:
    """The last ones of what has to be complete before a cohort gets access."""
    for cohort in cohorts:
        for stage in BEFORE_ACCESS[programme.policy]:
            if stage in cohort.measures:
                measure = cohort.measures[stage]
                yield measure.on, of(programme, cohort, measure)


def told_of_coverage(items: Mapping[str, Any]) -> Facts:
    population, cohorts = one(Population, items, POPULATION), standing(items)
    if population is None:
        return {}
    positions = joined(each.positions for each in cohorts) or latest(each.positions for each in left_out(items))
    return {
        "programme.population": fact(population.headcount, population.at),
        "programme.placed": fact(sum(each.headcount for each in cohorts), population.at, *positions),
    }


MEANINGS = (
    truth("programme.created", "There is a change programme", "Il existe un programme de changement"),
    truth("programme.launched", "It is launched", "Il est lancé"),
    day("programme.launched_on", "The day of its launch", "Le jour de son lancement"),
    counted("programme.population", "People who are to use the system", "Personnes appelées à utiliser le système"),
    counted("programme.placed", "Those in cohorts, volunteers apart", "Celles d'une cohorte, volontaires à part"),
    counted("programme.cohorts", "Cohorts, volunteers apart", "Cohortes, volontaires à part"),
    counted("programme.cohorts_aware", "Those whose awareness is complete", "Celles dont la conscience est achevée"),
    counted("programme.cohorts_desiring", "Those whose desire is complete", "Celles dont le désir est achevé"),
    counted("programme.cohorts_below", "Those below a target", "Celles sous une cible"),
    truth(
        "programme.complete_once",
        "All cohorts that there were reached the targets of awareness and desire, together, once",
        "Toutes les cohortes d'alors ont atteint ensemble les cibles de conscience et de désir",
    ),
    day(
        "programme.oldest_measure_on",
        "The day of the oldest of their last measures of awareness and desire",
        "Le jour de la plus ancienne de leurs dernières mesures de conscience et de désir",
    ),
)
