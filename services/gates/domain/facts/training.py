"""Facts of the training by role: what is published, and which cohorts completed it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from services.gates.domain.facts.cohorts import counting, left_out, standing
from services.gates.domain.facts.complete import Span, complete_once
from services.gates.domain.facts.model import Facts, On, Positions
from services.gates.domain.facts.people_items import POPULATION, PROGRAMME, Cohort, Population, Programme, Training
from services.gates.domain.facts.policies import CHANGE, ChangeFigures, reached
from services.gates.domain.facts.telling import at, count, counted, day, earliest, fact, joined, one, only, truth


def told(items: Mapping[str, Any], on: On) -> Facts:
    programme, population = one(Programme, items, PROGRAMME), one(Population, items, POPULATION)
    if programme is None or population is None:
        return {}
    roles, since = population.roles, at(population.at, programme.created_at)
    published = {each.role: each for each in only(Training, items) if each.role in roles}
    taken = standing(items)
    cohorts = [at(*since, each.defined_at) for each in taken]
    done = list(trained(taken, published, CHANGE[programme.policy], since))
    short = (
        at(*since, *each.positions, each.trained.at if each.trained else None) for each in (*taken, *left_out(items))
    )
    return {
        "training.roles": fact(len(roles), *since),
        "training.roles_published": fact(len(published), *since, *(each.at for each in published.values())),
        "training.cohorts": count(cohorts, [since, *(at(*since, *each.positions) for each in left_out(items))]),
        "training.cohorts_trained": count((positions for _, positions in done), [since, *short]),
        "training.complete_once": complete_once(
            (*of_roles(population, published), *of_cohorts(items, CHANGE[programme.policy])), since
        ),
        **earliest("training.oldest_on", ((on.day_of(when), positions) for when, positions in done)),
    }


def trained(
    cohorts: tuple[Cohort, ...], published: Mapping[str, Training], figures: ChangeFigures, since: Positions
) -> Iterator[tuple[datetime, Positions]]:
    """What was completed of material that was replaced since does not count."""
    for cohort in cohorts:
        done, training = cohort.trained, published.get(cohort.role)
        if done is None or training is None or done.digest != training.digest:
            continue
        if reached(done.count, cohort.headcount, figures.training):
            yield done.when, joined([since, cohort.positions, at(training.at, done.at)])


def of_roles(population: Population, published: Mapping[str, Training]) -> Iterator[Span]:
    for role, since in population.roles_since.items():
        training = published.get(role)
        yield Span(since=since, complete=at(since, training.first_at) if training else ())


def of_cohorts(items: Mapping[str, Any], figures: ChangeFigures) -> Iterator[Span]:
    """Whatever was published when they completed it."""
    for cohort in counting(items):
        done = (each for each in cohort.fuller if reached(each.count, each.headcount, figures.training))
        first = next(done, None)
        yield Span(since=cohort.defined_at, complete=first.positions if first else (), until=cohort.withdrawn_at)


MEANINGS = (
    counted("training.roles", "Roles that people are trained for", "Rôles auxquels on forme"),
    counted("training.roles_published", "Roles whose training is published", "Rôles dont la formation est publiée"),
    counted("training.cohorts", "Cohorts, volunteers apart", "Cohortes, volontaires à part"),
    counted(
        "training.cohorts_trained",
        "Those that completed, to the target, what is published for their role now",
        "Celles qui ont suivi, à hauteur de la cible, la formation publiée à présent pour leur rôle",
    ),
    truth(
        "training.complete_once",
        "All roles and cohorts that there were had their training, together, once",
        "Tous les rôles et toutes les cohortes d'alors ont eu ensemble leur formation",
    ),
    day(
        "training.oldest_on",
        "The day of the oldest of these completions",
        "Le jour de la plus ancienne de ces formations",
    ),
)
