"""The population and its change programme: one area, since what is told of cohorts rests on both."""

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.gates.domain.facts import champions, cohorts, equipment, programme, training
from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.people_items import (
    NETWORK,
    POPULATION,
    PROGRAMME,
    Champion,
    Cohort,
    Equipped,
    Network,
    Population,
    Programme,
    Training,
)
from shared.events.population import CohortDefined, CohortRevised, CohortWithdrawn, PopulationDefined
from shared.events.programme import (
    ChampionLeft,
    ChampionNominated,
    ChampionsBriefed,
    ChangeProgramCreated,
    ChangeProgramLaunched,
    ChangeStageMeasured,
    ManagersEquipped,
    NetworkActivated,
    TrainingCompleted,
    TrainingPublished,
)
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

OfTheWhole: TypeAlias = ChangeProgramCreated | ChangeProgramLaunched | PopulationDefined | NetworkActivated
OfACohort: TypeAlias = CohortDefined | CohortRevised | CohortWithdrawn | TrainingCompleted | ChangeStageMeasured
OfAChampion: TypeAlias = ChampionNominated | ChampionLeft | ChampionsBriefed
OfTheRest: TypeAlias = TrainingPublished | ManagersEquipped
Handled: TypeAlias = OfTheWhole | OfACohort | OfAChampion | OfTheRest
Item: TypeAlias = Programme | Population | Cohort | Training | Champion | Network | Equipped


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    match event:
        case ChangeProgramCreated() | ChangeProgramLaunched():
            return (PROGRAMME,)
        case PopulationDefined():
            return (POPULATION,)
        case NetworkActivated():
            return (NETWORK,)
        case TrainingPublished():
            return (f"training-{event.role}",)
        case ManagersEquipped():
            return (f"managers-{event.department}",)
        case _:
            return of_one(event)


def of_one(event: OfACohort | OfAChampion) -> tuple[str, ...]:
    match event:
        case ChampionsBriefed():
            return tuple(f"champion-{person.hex}" for person in event.champions)
        case ChampionNominated() | ChampionLeft():
            return (f"champion-{event.person.hex}",)
        case _:
            return (f"cohort-{event.cohort_id.hex}",)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event, seq = recorded.event, recorded.seq
    match event:
        case ChangeProgramCreated() | ChangeProgramLaunched() | PopulationDefined() | NetworkActivated():
            return of_the_whole(item, event, seq)
        case TrainingPublished():
            first_at = item.first_at if isinstance(item, Training) else seq
            return Training(role=event.role, digest=event.digest, at=seq, first_at=first_at)
        case ManagersEquipped():
            return Equipped(department=event.department, count=event.count, when=recorded.occurred_at, at=seq)
        case ChampionNominated() | ChampionLeft() | ChampionsBriefed():
            return champions.fold(item if isinstance(item, Champion) else None, event, recorded)
        case _:
            return cohorts.fold(item if isinstance(item, Cohort) else None, event, recorded)


def of_the_whole(item: Item | None, event: OfTheWhole, seq: int) -> Item | None:
    match event:
        case ChangeProgramCreated():
            return Programme(policy=event.policy, created_at=seq)
        case ChangeProgramLaunched() if isinstance(item, Programme):
            return replaced(item, launched_at=seq, launched_on=event.launched_on)
        case ChangeProgramLaunched():
            return None
        case PopulationDefined():
            return peopled(item.roles_since if isinstance(item, Population) else {}, event, seq)
        case NetworkActivated():
            return Network(activated_at=seq)
        case _:
            assert_never(event)


def peopled(since: Mapping[str, int], event: PopulationDefined, seq: int) -> Population:
    return Population(
        headcount=event.headcount,
        departments=event.departments,
        roles=event.roles,
        at=seq,
        roles_since={role: since.get(role, seq) for role in event.roles},
    )


def tell(items: Mapping[str, Item], on: On) -> Facts:
    return {
        **programme.told(items),
        **training.told(items, on),
        **champions.told(items, on),
        **equipment.told(items, on),
    }


PEOPLE: Area[Item] = Area(
    name="people",
    items=(Programme, Population, Cohort, Training, Champion, Network, Equipped),
    handles=(
        ChangeProgramCreated,
        ChangeProgramLaunched,
        PopulationDefined,
        NetworkActivated,
        CohortDefined,
        CohortRevised,
        CohortWithdrawn,
        TrainingCompleted,
        ChangeStageMeasured,
        ChampionNominated,
        ChampionLeft,
        ChampionsBriefed,
        TrainingPublished,
        ManagersEquipped,
    ),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(*programme.MEANINGS, *training.MEANINGS, *champions.MEANINGS, *equipment.MEANINGS),
)
