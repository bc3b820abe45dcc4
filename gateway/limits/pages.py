"""How many items a field may return, as far as its arguments say."""

from collections.abc import Mapping

from graphql import (
    ArgumentNode,
    FieldNode,
    GraphQLNamedType,
    GraphQLOutputType,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

COMPUTED_LISTS = {
    "Engagement.burndown": 2_000,
    "CriticalPath.order": 1_000,
    "CriticalPath.gaps": 500,
    "CriticalPath.unknown": 500,
    "Engagement.openBlockers": 500,
    "GoLive.blockers": 500,
}
"""Lists without pages that grow with an engagement: what they count as."""

FIXED_LISTS = {
    "Rejection.blockers": 20,
    "Engagement.stages": 5,
    "Stage.deliverables": 3,
    "Stage.tracks": 2,
    "Stage.delays": 3,
    "StageDelay.waitingOn": 10,
    "Stage.decisions": 5,
    "RecordedGateDecision.conditions": 5,
    "EntryCheck.met": 5,
    "EntryCheck.unmet": 5,
    "RecordedEntryCheck.met": 5,
    "RecordedEntryCheck.unmet": 5,
    "PortfolioOutcomes.byOutcome": 8,
    "PortfolioOutcomes.byReason": 15,
    "PortfolioRound.weights": 4,
    "PortfolioRound.candidates": 20,
    "PortfolioCandidate.scores": 2,
    "PortfolioRanking.weights": 4,
    "PortfolioRanking.places": 20,
    "RankedPlace.factors": 4,
    "PortfolioRanking.flips": 76,
    "PortfolioOutlook.weights": 4,
    "PortfolioOutlook.places": 20,
    "PortfolioOutlook.flips": 76,
    "ScoringPolicy.factors": 4,
    "Forecast.drivers": 10,
    "Framework.criteria": 25,
    "Framework.domains": 5,
    "Framework.evidenceKinds": 15,
    "Framework.gates": 5,
    "FrameworkGate.requirements": 10,
    "EvidenceKind.values": 10,
    "Criterion.holds": 4,
    "Criterion.current": 2,
    "Criterion.fresh": 2,
    "Criterion.evidenceNeeds": 2,
    "CriteriaSet.frameworks": 3,
    "CriteriaSet.criteria": 25,
    "EngagementCriterion.holds": 4,
    "EngagementCriterion.current": 2,
    "EngagementCriterion.fresh": 2,
    "EngagementCriterion.evidenceNeeds": 2,
    "EngagementCriterion.evidence": 10,
    "CriterionStatements.attestations": 3,
    "CriterionStatements.history": 10,
    "CriterionAttestation.evidence": 5,
    "EvidencePiece.values": 20,
    "EvidencePiece.revisions": 5,
    "BusinessCase.versions": 3,
    "BusinessCaseVersion.lines": 5,
    "Engagement.runCosts": 30,
    "RoiReckoned.figures": 6,
    "RoiReckoned.elsewhere": 1,
    "RoiReckoning.lines": 5,
    "BenefitReckoned.months": 3,
    "BenefitMonth.events": 10,
    "RoiValue.events": 20,
    "Roi.difference": 3,
    "Roi.told": 5,
    "RoiDifference.because": 5,
    "Measurement.windows": 16,
    "MeasurementWindow.missed": 2,
    "MeasurementWindow.late": 2,
    "Trigger.watches": 2,
    "Intervention.seen": 4,
    "Intervention.reasons": 2,
    "TriggerBacktest.runs": 10,
    "BacktestRun.firedIn": 3,
    "BacktestRun.dips": 3,
    "AdoptionSustained.indicators": 10,
    "IndicatorLasting.windows": 4,
    "Query.indicatorBenchmarks": 21,
    "CostByDiscovery.spent": 2,
    "Engagement.pilotVersusProduction": 15,
    "PilotVersusProduction.runs": 5,
    "PilotVersusProduction.series": 1,
    "PilotVersusProduction.overTime": 20,
    "GoLiveDashboard.series": 5,
    "GoLiveDashboard.openInterventions": 2,
    "DashboardSeries.windows": 13,
    "DashboardSeries.parts": 5,
    "Calibration.kept": 3,
    "Engagement.costForecast": 2,
}
"""Lists that hold at most so many, or nearly always less: what they count as."""

COMPUTED = {
    "Engagement.leadTime": 250,
    "Query.leadTime": 100,
    "Query.costMultiple": 50,
    "Query.deferralDebt": 50,
    "Query.gapsFoundAfterClose": 50,
    "Query.adoptionSustained": 250,
    "Query.indicatorBenchmarks": 250,
    "Query.causeProfile": 50,
    "Query.portfolioOutcomes": 50,
    "Mutation.publishCloseOutReport": 500,
    "Engagement.criticalPath": 50,
    "Engagement.closeOutReport": 500,
    "CloseOutReport.data": 250,
    "CloseOutReport.canonical": 250,
    "CloseOutReport.html": 500,
    "Mutation.rankPortfolio": 250,
    "Query.portfolioRanking": 250,
    "Query.portfolioOutlook": 250,
    "Query.fork": 500,
    "Mutation.recordForecast": 250,
    "Engagement.forecast": 250,
    "Engagement.roi": 100,
    "Engagement.triggerBacktest": 250,
    "Mutation.publishAdoptionReport": 250,
    "Engagement.goLiveDashboard": 250,
    "AdoptionReports.asReported": 250,
    "AdoptionReports.asKnown": 250,
    "AdoptionReport.data": 250,
    "AdoptionReport.canonical": 250,
    "AdoptionReport.html": 500,
    "AdoptionReport.pdf": 500,
    "Engagement.roiReport": 250,
    "RoiReport.data": 250,
    "RoiReport.canonical": 250,
    "RoiReport.html": 500,
    "RoiReport.pdf": 500,
    "Query.forecastCalibration": 250,
    "PastForecast.readyThen": 2,
    "Engagement.costForecast": 50,
}
"""Fields that take more work than their objects show: what they add."""

CEILING = 10**12
MOST_DIGITS = 12
SIZES = frozenset({"first", "last"})
KEYS = frozenset({"ids"})


def values(operation: OperationDefinitionNode, variables: Mapping[str, object]) -> dict[str, object]:
    """Take the variables as given, and the operation's default where one is not given."""
    defaults = ((node.variable.name.value, node.default_value) for node in operation.variable_definitions or ())
    return {name: _literal(default, {}) for name, default in defaults if default is not None} | dict(variables)


def page_variables(field: FieldNode) -> list[str]:
    """Name the variables that say how many items there may be."""
    arguments = (node for node in field.arguments or () if node.name.value in SIZES | KEYS)
    return [node.value.name.value for node in arguments if isinstance(node.value, VariableNode)]


def extent(value: object) -> int | None:
    """Reduce a page variable's value to what its cost depends on."""
    if isinstance(value, list):
        return -len(value)
    return value if isinstance(value, int) else None


def items(
    field: FieldNode,
    of: GraphQLOutputType | None,
    within: GraphQLNamedType | None,
    variables: Mapping[str, object],
    page: int,
) -> int:
    """Say by how much a field multiplies what is asked for below it.

    The lists inside of a connection were counted with the connection itself.
    """
    if is_connection(within):
        return 1
    given = [size for node in field.arguments or () if (size := _size(node, variables)) is not None]
    if given:
        return min(max(given), CEILING)
    name = _named(within, field)
    return FIXED_LISTS.get(name) or COMPUTED_LISTS.get(name, page if _is_list(of) else 1)


def work(field: FieldNode, within: GraphQLNamedType | None) -> int:
    """Say what a field adds that is computed anew for each object that has it."""
    return COMPUTED.get(_named(within, field), 0)


def _named(within: GraphQLNamedType | None, field: FieldNode) -> str:
    return f"{within.name if within else ''}.{field.name.value}"


def _size(argument: ArgumentNode, variables: Mapping[str, object]) -> int | None:
    value = _literal(argument.value, variables)
    if argument.name.value in SIZES and isinstance(value, int) and value > 0:
        return value
    if argument.name.value in KEYS and isinstance(value, list):
        return len(value)
    return None


def _literal(node: ValueNode, variables: Mapping[str, object]) -> object:
    match node:
        case VariableNode():
            return variables.get(node.name.value)
        case IntValueNode():
            return int(node.value) if len(node.value) <= MOST_DIGITS else CEILING
        case ListValueNode():
            return list(node.values)
        case _:
            return None


def _is_list(of: GraphQLOutputType | None) -> bool:
    return of is not None and (is_list_type(get_nullable_type(of)) or is_connection(get_named_type(of)))


def is_connection(named: GraphQLNamedType | None) -> bool:
    return named is not None and named.name.endswith("Connection")
