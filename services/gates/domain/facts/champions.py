"""Facts of the champions: whether each department has enough of them, active and briefed."""

from collections.abc import Mapping
from typing import Any, TypeAlias, assert_never

from services.gates.domain.facts.model import Fact, Facts, On, Positions
from services.gates.domain.facts.people_items import (
    NETWORK,
    POPULATION,
    PROGRAMME,
    Champion,
    Network,
    Population,
    Programme,
)
from services.gates.domain.facts.policies import CHANGE, needed_champions
from services.gates.domain.facts.telling import (
    at,
    count,
    counted,
    day,
    earliest,
    every,
    fact,
    joined,
    one,
    only,
    truth,
)
from shared.events.population import Department
from shared.events.programme import ChampionLeft, ChampionNominated, ChampionsBriefed
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

OfAChampion: TypeAlias = ChampionNominated | ChampionLeft | ChampionsBriefed


def fold(champion: Champion | None, event: OfAChampion, recorded: Recorded[Any]) -> Champion | None:
    if isinstance(event, ChampionNominated):
        return Champion(department=event.department, nominated_at=recorded.seq)
    if champion is None:
        return None
    match event:
        case ChampionLeft():
            return replaced(champion, left_at=recorded.seq)
        case ChampionsBriefed():
            return replaced(champion, briefed_at=recorded.seq, briefed_when=recorded.occurred_at)
        case _:
            assert_never(event)


def told(items: Mapping[str, Any], on: On) -> Facts:
    programme, population = one(Programme, items, PROGRAMME), one(Population, items, POPULATION)
    network = one(Network, items, NETWORK)
    if programme is None or population is None:
        return {}
    since = at(programme.created_at, population.at)
    figures = CHANGE[programme.policy]
    needed = [(each, needed_champions(each.headcount, figures)) for each in population.departments]
    here = [each for each in only(Champion, items) if not each.left_at]
    gone = [at(*since, each.nominated_at, each.left_at) for each in only(Champion, items) if each.left_at]
    covered = [
        joined([since, *mine])
        for department, wanted in needed
        if len(mine := [at(each.nominated_at) for each in here if each.department == department.name]) >= wanted
    ]
    return {
        "champions.departments": fact(len(needed), *since),
        "champions.departments_covered": count(covered, [since, *gone]),
        "champions.active": fact(network is not None, *since, network.activated_at if network else None),
        **(told_of_briefings(network, here, needed, since, on) if network else {}),
        **(told_of_past_briefings(network, only(Champion, items), needed, since) if network else {}),
    }


def told_of_briefings(
    network: Network, here: list[Champion], needed: list[tuple[Department, int]], since: Positions, on: On
) -> Facts:
    """What was told before the network was activated does not count as its briefing."""
    active = at(*since, network.activated_at)
    briefed = [each for each in here if each.briefed_at and each.briefed_at > network.activated_at]
    days = (
        (on.day_of(each.briefed_when), at(*active, each.nominated_at, each.briefed_at))
        for each in briefed
        if each.briefed_when
    )
    return {
        "champions.briefed_after_activation": enough(briefed, needed, active),
        **earliest("champions.briefed_on", days),
    }


def told_of_past_briefings(
    network: Network, ever: tuple[Champion, ...], needed: list[tuple[Department, int]], since: Positions
) -> Facts:
    """Those who have left since were briefed nevertheless."""
    briefed = [each for each in ever if each.briefed_at and each.briefed_at > network.activated_at]
    return {"champions.briefed_once": enough(briefed, needed, at(*since, network.activated_at))}


def enough(briefed: list[Champion], needed: list[tuple[Department, int]], active: Positions) -> Fact:
    """In every department so many as it needs."""
    of = {department.name: [each for each in briefed if each.department == department.name] for department, _ in needed}
    lacking = [department.name for department, wanted in needed if len(of[department.name]) < wanted]
    told_by = (at(*active, each.nominated_at, each.briefed_at) for each in briefed)
    return every([active, *told_by], [active] if lacking else [])


MEANINGS = (
    counted("champions.departments", "Departments of the population", "Services de la population"),
    counted(
        "champions.departments_covered",
        "Departments with as many champions as they need",
        "Services qui ont autant d'ambassadeurs qu'il leur en faut",
    ),
    truth("champions.active", "The network of champions is active", "Le réseau d'ambassadeurs est actif"),
    truth(
        "champions.briefed_after_activation",
        "In every department enough champions were briefed since then",
        "Dans chaque service, assez d'ambassadeurs ont été informés depuis",
    ),
    truth(
        "champions.briefed_once",
        "In every department enough champions were briefed since then, whoever has left",
        "Dans chaque service, assez d'ambassadeurs ont été informés depuis, départs compris",
    ),
    day(
        "champions.briefed_on",
        "The day of the oldest of their last briefings",
        "Le jour de la plus ancienne de leurs dernières séances d'information",
    ),
)
