"""What can be done so that people take the system up: for the programme, its network, its population and cohorts."""

import strawberry

from gateway.context import Info
from gateway.schema.answers import Given, commanded, rejectable
from gateway.schema.change_inputs import (
    BriefChampionsInput,
    ChangeProgramPayload,
    CohortInput,
    CohortPayload,
    CreateChangeProgramInput,
    DefineCohortInput,
    DefinePopulationInput,
    EquipManagersInput,
    NominateChampionInput,
    PublishTrainingInput,
    RecordResistanceInput,
    RecordStageMeasureInput,
    RecordTrainingCompletionInput,
    ReleaseChampionInput,
    ReviseCohortInput,
    WithdrawAccessInput,
    WithdrawCohortInput,
    departments,
    of_cohort,
    of_engagement,
)
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from services.engagement.contract import change


@strawberry.type
class PopulationMutations:
    @rejectable("Say who the system is meant for: all people, by departments, and the roles they are trained for.")
    async def define_population(self, info: Info, given: Given[DefinePopulationInput]) -> ChangeProgramPayload:
        command = change.DefinePopulation(
            engagement_id=of_engagement(given),
            headcount=given.headcount,
            departments=departments(given.departments),
            roles=tuple(given.roles),
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Put people of one department and one role into a cohort that is taken along together.")
    async def define_cohort(self, info: Info, given: Given[DefineCohortInput]) -> CohortPayload:
        asked = await commanded(info, given)
        command = change.DefineCohort(
            engagement_id=of_engagement(given),
            cohort_id=asked.new("cohort"),
            department=given.department,
            role=given.role,
            headcount=given.headcount,
            volunteers=given.volunteers,
        )
        return await CohortPayload.after(info, asked, command, command.cohort_id)

    @rejectable("Correct how many people a cohort holds.")
    async def revise_cohort(self, info: Info, given: Given[ReviseCohortInput]) -> CohortPayload:
        command = change.ReviseCohort(
            engagement_id=of_engagement(given),
            cohort_id=of_cohort(given),
            headcount=given.headcount,
            reason=given.reason,
        )
        return await CohortPayload.after(info, await commanded(info, given), command, command.cohort_id)

    @rejectable("Take a cohort without access out of the population, for good.")
    async def withdraw_cohort(self, info: Info, given: Given[WithdrawCohortInput]) -> ChangeProgramPayload:
        command = change.WithdrawCohort(
            engagement_id=of_engagement(given), cohort_id=of_cohort(given), reason=given.reason
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Say how much a department resists, and what drives that.")
    async def record_resistance(self, info: Info, given: Given[RecordResistanceInput]) -> ChangeProgramPayload:
        command = change.RecordResistance(
            engagement_id=of_engagement(given),
            department=given.department,
            level=given.level,
            drivers=tuple(given.drivers),
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)


@strawberry.type
class NetworkMutations:
    @rejectable("Make somebody a champion of the change in one department.")
    async def nominate_champion(self, info: Info, given: Given[NominateChampionInput]) -> ChangeProgramPayload:
        command = change.NominateChampion(
            engagement_id=of_engagement(given),
            department=given.department,
            person=named("Person", "person", given.person),
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Say that somebody is a champion no longer.")
    async def release_champion(self, info: Info, given: Given[ReleaseChampionInput]) -> ChangeProgramPayload:
        command = change.ReleaseChampion(
            engagement_id=of_engagement(given), person=named("Person", "person", given.person), reason=given.reason
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Set the network to work, once every department has as many champions as the policy asks for.")
    async def activate_network(self, info: Info, given: Given[EngagementInput]) -> ChangeProgramPayload:
        command = change.ActivateNetwork(engagement_id=of_engagement(given))
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Put on record who of the champions was briefed on what.")
    async def brief_champions(self, info: Info, given: Given[BriefChampionsInput]) -> ChangeProgramPayload:
        command = change.BriefChampions(
            engagement_id=of_engagement(given),
            subject=given.subject,
            champions=tuple(named("Person", "champions", each) for each in given.champions),
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)


@strawberry.type
class CohortMutations:
    @rejectable("Say how many of a cohort have completed the training for their role by now.")
    async def record_training_completion(
        self, info: Info, given: Given[RecordTrainingCompletionInput]
    ) -> CohortPayload:
        command = change.RecordTrainingCompletion(
            engagement_id=of_engagement(given), cohort_id=of_cohort(given), count=given.count
        )
        return await CohortPayload.after(info, await commanded(info, given), command, command.cohort_id)

    @rejectable("Put on record how a cohort stands to one stage of the change.")
    async def record_stage_measure(self, info: Info, given: Given[RecordStageMeasureInput]) -> CohortPayload:
        command = change.RecordStageMeasure(
            engagement_id=of_engagement(given),
            cohort_id=of_cohort(given),
            stage=given.stage,
            favourable=given.favourable,
            respondents=given.respondents,
            measured_on=given.measured_on,
        )
        return await CohortPayload.after(info, await commanded(info, given), command, command.cohort_id)

    @rejectable("Let a cohort use the system, once its awareness and its desire are complete.")
    async def grant_access(self, info: Info, given: Given[CohortInput]) -> CohortPayload:
        command = change.GrantAccess(engagement_id=of_engagement(given), cohort_id=of_cohort(given))
        return await CohortPayload.after(info, await commanded(info, given), command, command.cohort_id)

    @rejectable("Take access back from a cohort.")
    async def withdraw_access(self, info: Info, given: Given[WithdrawAccessInput]) -> CohortPayload:
        command = change.WithdrawAccess(
            engagement_id=of_engagement(given), cohort_id=of_cohort(given), reason=given.reason
        )
        return await CohortPayload.after(info, await commanded(info, given), command, command.cohort_id)


@strawberry.type
class ChangeMutations(PopulationMutations, NetworkMutations, CohortMutations):
    @rejectable("Give the engagement a change programme of its own.")
    async def create_change_program(self, info: Info, given: Given[CreateChangeProgramInput]) -> ChangeProgramPayload:
        command = change.CreateChangeProgram(engagement_id=of_engagement(given), name=given.name)
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Launch it, once everybody is in a cohort and every department is profiled; go-live waits from then.")
    async def launch_change_program(self, info: Info, given: Given[EngagementInput]) -> ChangeProgramPayload:
        command = change.LaunchChangeProgram(engagement_id=of_engagement(given))
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Publish the training for a role; what was completed of other material counts no longer.")
    async def publish_training(self, info: Info, given: Given[PublishTrainingInput]) -> ChangeProgramPayload:
        command = change.PublishTraining(
            engagement_id=of_engagement(given), role=given.role, title=given.title, digest=given.digest
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)

    @rejectable("Say how many managers of a department have which tools and talking points by now.")
    async def equip_managers(self, info: Info, given: Given[EquipManagersInput]) -> ChangeProgramPayload:
        command = change.EquipManagers(
            engagement_id=of_engagement(given),
            department=given.department,
            count=given.count,
            tools=tuple(given.tools),
            talking_points=tuple(given.talking_points),
        )
        return await ChangeProgramPayload.after(info, await commanded(info, given), command, command.engagement_id)
