"""How far a change programme reaches: told from its row and from counts, against the policy that it runs under."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.engagement.domain.champions import needed, percent, reached
from services.engagement.domain.change.taking_along import complete
from services.engagement.domain.change_policy import CHANGE_POLICIES, ChangePolicy, Figure
from services.engagement.projections.change_programs import (
    ChangeProgramEntry,
    EquipmentEntry,
    ResistanceEntry,
    TrainingEntry,
)
from services.engagement.projections.cohorts import CohortEntry, MeasureEntry
from services.engagement.queries.cohorts import ChampionGroup, CohortGroup
from shared.events.programme import ChangeStage
from shared.kernel.record import record
from shared.policy.shipped import Label


@record
class Coverage:
    """Of the whole population: who is in a cohort, volunteers apart from all others."""

    headcount: int
    volunteers: int
    others: int

    @property
    def missing(self) -> int:
        return self.headcount - self.volunteers - self.others


@record
class ResistanceLine:
    """A department of the population, profiled or not."""

    department: str
    headcount: int
    entry: ResistanceEntry | None

    @property
    def label(self) -> Label | None:
        return CHANGE_POLICIES[self.entry.policy].levels[self.entry.level] if self.entry else None

    @property
    def drivers(self) -> tuple[tuple[str, Label], ...]:
        if self.entry is None:
            return ()
        known = CHANGE_POLICIES[self.entry.policy].drivers
        return tuple((name, known[name]) for name in self.entry.drivers)


@record
class TrainingLine:
    """A role of the population: its people in cohorts, and how many completed what is published for it now."""

    role: str
    headcount: int
    trained: int
    target: int
    entry: TrainingEntry | None

    @property
    def share(self) -> Decimal | None:
        return percent(self.trained, self.headcount)

    @property
    def met(self) -> bool:
        return self.entry is not None and reached(self.trained, self.headcount, self.target)


@record
class ChampionLine:
    """`met`: the department has its champions, and so many were briefed since the network was activated."""

    department: str
    headcount: int
    needed: int
    champions: int
    briefed: int

    @property
    def met(self) -> bool:
        return self.briefed >= self.needed


@record
class ManagerLine:
    department: str
    managers: int
    equipped: int
    target: int
    entry: EquipmentEntry | None

    @property
    def share(self) -> Decimal | None:
        return percent(self.equipped, self.managers)

    @property
    def met(self) -> bool:
        return reached(self.equipped, self.managers, self.target)


@record
class ChangeStageLine:
    stage: ChangeStage
    label: Label
    target: int
    before_access: bool
    complete: bool
    measure: MeasureEntry | None
    fresh_until: date | None = None


def policy_of(program: ChangeProgramEntry) -> ChangePolicy:
    return CHANGE_POLICIES[program.policy]


def coverage(program: ChangeProgramEntry, groups: Sequence[CohortGroup]) -> Coverage | None:
    """None until the population is defined."""
    if program.headcount is None:
        return None
    volunteers, others = (
        sum(group.headcount for group in groups if group.volunteers is asked) for asked in (True, False)
    )
    return Coverage(headcount=program.headcount, volunteers=volunteers, others=others)


def resistance(program: ChangeProgramEntry) -> tuple[ResistanceLine, ...]:
    """Every department, in the order of the population."""
    found = {entry.department: entry for entry in program.resistance}
    return tuple(
        ResistanceLine(department=each.name, headcount=each.headcount, entry=found.get(each.name))
        for each in program.departments
    )


def training(program: ChangeProgramEntry, groups: Sequence[CohortGroup]) -> tuple[TrainingLine, ...]:
    """Every role. What was completed of material that was replaced since does not count."""
    published = {entry.role: entry for entry in program.trainings}
    return tuple(trained(role, published.get(role), groups, policy_of(program)) for role in program.roles)


def trained(
    role: str, entry: TrainingEntry | None, groups: Sequence[CohortGroup], policy: ChangePolicy
) -> TrainingLine:
    mine = [group for group in groups if group.role == role]
    return TrainingLine(
        role=role,
        headcount=sum(group.headcount for group in mine),
        trained=sum(group.trained for group in mine if entry is not None and group.trained_in == entry.digest),
        target=policy.figure(Figure.TRAINING_COMPLETION),
        entry=entry,
    )


def network(program: ChangeProgramEntry, groups: Sequence[ChampionGroup]) -> tuple[ChampionLine, ...]:
    found = {group.department: group for group in groups}
    none = ChampionGroup(engagement_id=program.engagement_id, department="", champions=0, briefed=0)
    return tuple(
        ChampionLine(
            department=each.name,
            headcount=each.headcount,
            needed=needed(each.headcount, policy_of(program)),
            champions=found.get(each.name, none).champions,
            briefed=found.get(each.name, none).briefed,
        )
        for each in program.departments
    )


def managers(program: ChangeProgramEntry) -> tuple[ManagerLine, ...]:
    found = {entry.department: entry for entry in program.equipment}
    return tuple(
        ManagerLine(
            department=each.name,
            managers=each.managers,
            equipped=found[each.name].count if each.name in found else 0,
            target=policy_of(program).figure(Figure.MANAGER_COVERAGE),
            entry=found.get(each.name),
        )
        for each in program.departments
    )


def change_stages(
    program: ChangeProgramEntry | None, cohort: CohortEntry | None, engagement_id: UUID, day: date
) -> tuple[ChangeStageLine, ...]:
    """All five of the cohort on that day, measured or not; nothing where the engagement has no such cohort."""
    if program is None or cohort is None or cohort.engagement_id != engagement_id:
        return ()
    policy, found = policy_of(program), {measure.stage: measure for measure in cohort.measures}
    return tuple(
        ChangeStageLine(
            stage=stage,
            label=label,
            target=policy.figure(Figure.FAVOURABLE_SHARE),
            before_access=stage in policy.before_access,
            complete=complete(found.get(stage), policy, day),
            measure=found.get(stage),
            fresh_until=policy.fresh_until(found[stage].measured_on) if stage in found else None,
        )
        for stage, label in policy.stages.items()
    )
