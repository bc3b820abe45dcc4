"""The mutations that the play gives, as GraphQL documents."""

from collections.abc import Mapping

from shared.kernel.record import record

ANSWER = "rejection { code message where } consistency { token status repeated }"


@record
class Mutation:
    """`noun` is the payload's field for what changed; `shows` is what is read of it."""

    name: str
    input: str
    noun: str
    shows: str = "id"

    @property
    def document(self) -> str:
        title = self.name[0].upper() + self.name[1:]
        field = f"{self.name}(input: $input) {{ {self.noun} {{ {self.shows} }} {ANSWER} }}"
        return f"mutation {title}($input: {self.input}!) {{ {field} }}"


MUTATIONS: Mapping[str, Mutation] = {
    mutation.name: mutation
    for mutation in (
        Mutation(name="configureTenant", input="ConfigureTenantInput", noun="tenant"),
        Mutation(name="registerPerson", input="RegisterPersonInput", noun="person"),
        Mutation(name="grantRole", input="RoleInput", noun="person"),
        Mutation(name="registerPilot", input="RegisterPilotInput", noun="pilot"),
        Mutation(name="recordPilotResult", input="RecordPilotResultInput", noun="pilot"),
        Mutation(name="recordPilotCost", input="RecordPilotCostInput", noun="pilot"),
        Mutation(
            name="recordFinding", input="RecordFindingInput", noun="pilot", shows="id findings { id title detail }"
        ),
        Mutation(name="closePilot", input="ClosePilotInput", noun="pilot"),
        Mutation(name="dismissFinding", input="DismissFindingInput", noun="pilot"),
        Mutation(name="deferDecision", input="DeferDecisionInput", noun="pilot"),
        Mutation(name="startEngagement", input="StartEngagementInput", noun="engagement"),
        Mutation(name="recordPilotState", input="DimensionStateInput", noun="engagement"),
        Mutation(name="recordProductionState", input="DimensionStateInput", noun="engagement"),
        Mutation(name="dismissProposal", input="DismissProposalInput", noun="engagement"),
        Mutation(name="assignSystemOwner", input="AssignSystemOwnerInput", noun="engagement"),
        Mutation(name="baselineGapRegister", input="EngagementInput", noun="engagement"),
        Mutation(name="publishCloseOutReport", input="EngagementInput", noun="engagement"),
        Mutation(name="openGap", input="OpenGapInput", noun="gap"),
        Mutation(name="assignGapOwner", input="AssignGapOwnerInput", noun="gap"),
        Mutation(name="estimateGap", input="EstimateGapInput", noun="gap"),
        Mutation(name="setGapDueDate", input="SetGapDueDateInput", noun="gap"),
        Mutation(name="changeGapSeverity", input="ChangeGapSeverityInput", noun="gap"),
        Mutation(name="startGap", input="GapInput", noun="gap"),
        Mutation(name="resolveGap", input="ResolveGapInput", noun="gap"),
        Mutation(name="verifyGap", input="GapInput", noun="gap"),
        Mutation(name="reopenGap", input="ReasonedGapInput", noun="gap"),
        Mutation(name="deferGap", input="DeferGapInput", noun="gap"),
        Mutation(name="cancelGap", input="ReasonedGapInput", noun="gap"),
        Mutation(name="linkGaps", input="LinkGapsInput", noun="gap"),
    )
}
