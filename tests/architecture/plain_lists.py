"""Lists of things that come whole, by the reason why they need no pages."""

SHIPPED = """
ChangePolicy.figures Criterion.current Criterion.evidenceNeeds Criterion.fresh Criterion.holds
EngagementCriterion.current EngagementCriterion.evidenceNeeds EngagementCriterion.fresh EngagementCriterion.holds
EvidenceKind.values Framework.criteria Framework.domains Framework.evidenceKinds Framework.gates
FrameworkGate.requirements Query.frameworks Query.gapTemplates Query.obligations Query.seriesTemplates
Query.seriesUnits Query.triggerFacts Query.triggerTemplates Query.workstreams ScoringPolicy.factors
TriggerTemplate.watches
"""
"""As many as a policy or a framework that is data says."""

FOR_EACH_OF_A_FEW = """
ChangeProgram.changeStages ChangeProgram.championCoverage ChangeProgram.managerCoverage
ChangeProgram.resistanceHeatmap ChangeProgram.trainingCoverage Cohort.changeStages CriteriaSet.criteria
CriteriaSet.frameworks DepartmentResistance.drivers Dimension.aspects Engagement.causeProfile
Engagement.costMultiple Engagement.dimensions Engagement.stages Engagement.waitingOn EntryCheck.met
EntryCheck.unmet Gate.signOffs LeadTime.byHand LeadTime.byMatter LeadTime.byStage ObligationSet.duties
Ownership.escalationPath PortfolioLeadTime.percentiles PortfolioOutcomes.byOutcome PortfolioOutcomes.byReason
Provenance.blockers Query.causeProfile Query.costMultiple Query.indicatorBenchmarks Query.services
RecordedEntryCheck.met RecordedEntryCheck.unmet Responsibilities.activities ServiceViews.parked Stage.deliverables
Stage.tracks CriterionStatements.attestations CostByDiscovery.spent RoiReckoned.elsewhere
Calibration.kept Engagement.costForecast LeadTime.byCriterion
"""
"""One for each of what there is a fixed number or a handful of: stages, matters, currencies, roles, services."""

IN_ONE_COMMAND = """
CriterionAttestation.evidence Dataset.sources EvidencePiece.values GovernancePackage.frameworks
GovernancePackage.criteria Intervention.seen ObservationsSent.answers PackagedCriterion.attestations
PackagedCriterion.evidence PlanCurve.points Population.departments BusinessCaseVersion.lines
PortfolioRound.weights PortfolioCandidate.scores Query.nodes RecordedGateDecision.conditions Rejection.blockers
Trigger.watches Verdict.frameworks
"""
"""What one command or one event says at once, and has to say in so many words."""

KEPT_WITH_IT = """
BusinessCase.versions CriterionStatements.history Environment.hardening EvidencePiece.revisions Gate.decisions
PortfolioRound.candidates Series.plans Series.targets Stage.decisions Stage.delays Stage.history
EngagementCriterion.evidence Gap.neededBy Gap.needs Person.access Person.lent Person.roles
Query.engagementsElsewhere
"""
"""What was said of one thing in the course of its life, which is kept with it, or the last of it."""

COMPUTED_AS_ONE = """
AdoptionSustained.indicators BacktestRun.dips BenefitMonth.events BenefitReckoned.months CriterionVerdict.broken
CriterionVerdict.facts CriticalPath.gaps CriticalPath.order CriticalPath.unknown DashboardSeries.parts
DashboardSeries.windows Engagement.burndown Engagement.openBlockers Engagement.pilotVersusProduction
Engagement.readinessWaterfall Forecast.drivers GoLive.blockers GoLiveDashboard.openInterventions
GoLiveDashboard.series IndicatorLasting.windows LeadTime.longest LeadTime.waitingOn Measurement.windows
MeasurementWindow.late MeasurementWindow.missed PackageStanding.lacking PilotVersusProduction.overTime
PilotVersusProduction.runs PilotVersusProduction.series PortfolioOutlook.flips PortfolioOutlook.places
PortfolioOutlook.weights PortfolioRanking.flips PortfolioRanking.places PortfolioRanking.weights
RankedPlace.factors Readiness.delta ReadinessDecay.criteria ReadinessStep.changes RequirementVerdict.facts
Roi.difference Roi.told RoiDifference.because RoiReckoned.figures RoiReckoning.lines RoiValue.events
Series.days Series.planVsActual SeriesWindow.parts StageDelay.waitingOn TriggerBacktest.runs Verdict.criteria
Verdict.domains Verdict.requirements WhatIf.changes CriterionVerdict.asked
"""
"""The parts of one answer, which mean nothing without the rest: a curve, a path, a verdict, a reckoning."""

A_PAGE_ITSELF = "LogPage.edges LogPage.nodes"

DEPRECATED = "Engagement.packages Engagement.runCosts Pilot.costs Pilot.findings Pilot.results"
"""Beside which there is a list in pages by now."""

WHOLE = (SHIPPED, FOR_EACH_OF_A_FEW, IN_ONE_COMMAND, KEPT_WITH_IT, COMPUTED_AS_ONE, A_PAGE_ITSELF)
