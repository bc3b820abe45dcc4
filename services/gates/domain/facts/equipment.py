"""Facts of the managers: how many have their tools and talking points."""

from collections.abc import Mapping
from typing import Any

from services.gates.domain.facts.model import Facts, On
from services.gates.domain.facts.people_items import POPULATION, PROGRAMME, Equipped, Population, Programme
from services.gates.domain.facts.policies import CHANGE, reached
from services.gates.domain.facts.telling import at, counted, day, earliest, fact, one, only


def told(items: Mapping[str, Any], on: On) -> Facts:
    programme, population = one(Programme, items, PROGRAMME), one(Population, items, POPULATION)
    if programme is None or population is None:
        return {}
    target, since = CHANGE[programme.policy].managers, at(programme.created_at, population.at)
    managers = {each.name: each.managers for each in population.departments}
    equipped = {each.department: each for each in only(Equipped, items) if each.department in managers}
    counts = {name: equipped[name].count if name in equipped else 0 for name in managers}
    ready = [name for name, of in managers.items() if reached(counts[name], of, target)]
    days = ((on.day_of(each.when), at(*since, each.at)) for each in equipped.values())
    return {
        "managers.total": fact(sum(managers.values()), *since),
        "managers.equipped": fact(sum(counts.values()), *since, *(each.at for each in equipped.values())),
        "managers.departments": fact(len(managers), *since),
        "managers.departments_equipped": fact(
            len(ready), *since, *(equipped[name].at for name in ready if name in equipped)
        ),
        **earliest("managers.equipped_on", days),
    }


MEANINGS = (
    counted("managers.total", "Managers of the population", "Gestionnaires de la population"),
    counted("managers.equipped", "Managers with tools and talking points", "Gestionnaires outillés et préparés"),
    counted("managers.departments", "Departments of the population", "Services de la population"),
    counted(
        "managers.departments_equipped",
        "Departments that equipped their managers to the target",
        "Services qui ont outillé leurs gestionnaires à hauteur de la cible",
    ),
    day(
        "managers.equipped_on",
        "The day on which managers of a department were equipped longest ago",
        "Le jour où les gestionnaires d'un service ont été outillés il y a le plus longtemps",
    ),
)
