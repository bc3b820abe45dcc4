"""What is asked of the network of champions: one function per command."""

from typing import assert_never

from services.engagement.domain.champions import needed
from services.engagement.domain.change.members import department_of, population_of
from services.engagement.domain.change.programme_commands import (
    ActivateNetwork,
    BriefChampions,
    ChampionElsewhere,
    ChampionNotFound,
    NetworkCommand,
    NominateChampion,
    ReleaseChampion,
    TooFewChampions,
)
from services.engagement.domain.change.state import Programme
from shared.events.programme import (
    ChampionLeft,
    ChampionNominated,
    ChampionsBriefed,
    NetworkActivated,
    ProgrammeEvent,
)
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line, prose

MOST_BRIEFED = 500


def nominate(command: NominateChampion, change: Programme) -> list[ProgrammeEvent]:
    department = department_of(change, command.department).name
    before = change.champions.get(command.person)
    if before is None:
        wanted = ChampionNominated(engagement_id=command.engagement_id, department=department, person=command.person)
        return [wanted]
    if before.department != department:
        raise ChampionElsewhere(where=("input", "person"), department=before.department)
    return []


def release(command: ReleaseChampion, change: Programme) -> list[ProgrammeEvent]:
    reason = prose("reason", command.reason)
    champion = change.champions.get(command.person)
    if champion is None:
        raise ChampionNotFound(where=("input", "person"))
    return [
        ChampionLeft(
            engagement_id=command.engagement_id,
            department=champion.department,
            person=command.person,
            reason=reason,
        )
    ]


def activate(command: ActivateNetwork, change: Programme) -> list[ProgrammeEvent]:
    departments = population_of(change).departments
    if change.active:
        return []
    of = [champion.department for champion in change.champions.values()]
    lacking = [each.name for each in departments if of.count(each.name) < needed(each.headcount, change.policy)]
    if lacking:
        raise TooFewChampions(departments=", ".join(lacking))
    return [NetworkActivated(engagement_id=command.engagement_id, count=len(of))]


def brief(command: BriefChampions, change: Programme) -> list[ProgrammeEvent]:
    subject = line("subject", command.subject)
    if not 0 < len(set(command.champions)) == len(command.champions) <= MOST_BRIEFED:
        problem = f"champions are 1 to {MOST_BRIEFED}, each named once"
        raise NotWellFormed(where=("input", "champions"), problem=problem)
    if not change.champions.keys() >= set(command.champions):
        raise ChampionNotFound(where=("input", "champions"))
    if all(subject in change.champions[person].briefed for person in command.champions):
        return []
    return [ChampionsBriefed(engagement_id=command.engagement_id, subject=subject, champions=command.champions)]


def decide_network(command: NetworkCommand, change: Programme) -> list[ProgrammeEvent]:
    match command:
        case NominateChampion():
            return nominate(command, change)
        case ReleaseChampion():
            return release(command, change)
        case ActivateNetwork():
            return activate(command, change)
        case BriefChampions():
            return brief(command, change)
        case _:
            assert_never(command)
