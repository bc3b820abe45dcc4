"""A change programme: its population, its cohorts, and all that is done before people have access."""

from typing import Any

from services.engagement.domain.change.population import POPULATION
from services.engagement.domain.change.population_commands import (
    DefineCohort,
    DefinePopulation,
    RecordResistance,
    ReviseCohort,
    WithdrawCohort,
)
from services.engagement.domain.change.programme import PROGRAMME
from services.engagement.domain.change.programme_commands import (
    ActivateNetwork,
    BriefChampions,
    CreateChangeProgram,
    EquipManagers,
    GrantAccess,
    LaunchChangeProgram,
    NominateChampion,
    PublishTraining,
    RecordStageMeasure,
    RecordTrainingCompletion,
    ReleaseChampion,
    WithdrawAccess,
)
from services.engagement.domain.change_policy import ChangePolicy
from services.engagement.projections.champions import ChampionEntry
from services.engagement.projections.change_programs import ChangeProgramEntry
from services.engagement.projections.cohorts import CohortEntry
from services.engagement.queries.change_coverage import (
    ChampionLine,
    ChangeStageLine,
    Coverage,
    ManagerLine,
    ResistanceLine,
    TrainingLine,
    change_stages,
    coverage,
    managers,
    network,
    policy_of,
    resistance,
    training,
)
from services.engagement.queries.cohorts import (
    champion_counts_of,
    champion_groups_of,
    champion_pages_of,
    change_programs_of,
    cohort_counts_of,
    cohort_groups_of,
    cohort_pages_of,
    cohorts_by_id,
)
from services.engagement.queries.launch_leads import launch_leads_of
from shared.kernel.decider import Decider
from shared.policy.shipped import Label

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (POPULATION, PROGRAMME)

__all__ = [
    "DECIDERS",
    "ActivateNetwork",
    "BriefChampions",
    "ChampionEntry",
    "ChampionLine",
    "ChangePolicy",
    "ChangeProgramEntry",
    "ChangeStageLine",
    "CohortEntry",
    "Coverage",
    "CreateChangeProgram",
    "DefineCohort",
    "DefinePopulation",
    "EquipManagers",
    "GrantAccess",
    "Label",
    "LaunchChangeProgram",
    "ManagerLine",
    "NominateChampion",
    "PublishTraining",
    "RecordResistance",
    "RecordStageMeasure",
    "RecordTrainingCompletion",
    "ReleaseChampion",
    "ResistanceLine",
    "ReviseCohort",
    "TrainingLine",
    "WithdrawAccess",
    "WithdrawCohort",
    "champion_counts_of",
    "champion_groups_of",
    "champion_pages_of",
    "change_programs_of",
    "change_stages",
    "cohort_counts_of",
    "cohort_groups_of",
    "cohort_pages_of",
    "cohorts_by_id",
    "coverage",
    "launch_leads_of",
    "managers",
    "network",
    "policy_of",
    "resistance",
    "training",
]
