"""All that can be read of an engagement's way through its stages: too much to go with the rest in one query."""

from tests.acceptance.api.in_numbers import NUMBERS

ON_THE_WAY = (
    NUMBERS
    + """
fragment Pages on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }
fragment Asked on EntryCriterion { name label }
fragment Passing on Stage {
  stage number label status enteredAt version
  lead { id } gate { outcome standing decidedAt } tracks { track label completedAt }
  deliverables {
    name label status workstream submittedAt acceptedAt reason
    evidence { digest link note } submitter { id } accepter { id }
  }
  entryCheck { met { ...Asked } unmet { ...Asked } }
  lastRecordedCheck { checkedAt checkedBy { id } met { ...Asked } unmet { ...Asked } }
  history { move at reason by { id } }
  decisions {
    id outcome framework position decidedAt decidedBy { id } conditions { id what due metOn owner { id } }
    revoked { reason at by { id } } outdated { at causedBy }
  }
}
fragment Decided on VendorDecision {
  id decision detail status note judgedAt recordedAt judgedBy { id } recordedBy { id } engagement { id }
}
fragment Origin on Provenance {
  runBy version blockers { blocker count }
  components(first: 5) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes {
      id name kind builder heldBy detail transferredAt acceptedAt recordedAt receiver { id } recordedBy { id }
    }
  }
  assumptions(first: 5) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes { id statement detail status note testedAt recordedAt component { id } testedBy { id } gap { id status } }
  }
  broken: assumptions(last: 5, filter: {status: {eq: BROKEN}}) { nodes { id } }
  decisions(last: 5, filter: {status: {in: [RATIFIED, OVERTURNED]}}) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { ...Decided } pageInfo { ...Pages }
  }
  transfers(first: 5) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes {
      id task due status note doneAt verifiedAt giver { id } receiver { id } evidence { digest link note }
    }
  }
}
fragment From on DataSource {
  id name description dataClass personalData classifiedAt ownedAt registeredAt version
  owner { id } classifiedBy { id } registeredBy { id } engagement { id }
  accesses(first: 1) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes {
      id purpose scope requestedAt approvedAt until revokedAt reason stands whyNot
      requester { id } approver { id } revokedBy { id } source { id }
    }
  }
}
fragment Felt on ChangeStageState {
  stage favourable respondents measuredOn target complete freshUntil beforeAccess label(locale: FR)
}
fragment TakenAlong on ChangeProgram {
  name createdAt launchedOn activatedAt version createdBy { id } launchedBy { id } activatedBy { id }
  policy { version figures { name value label(locale: FR) } }
  population { headcount roles definedAt version departments { name headcount managers } }
  coverage { headcount volunteers others missing }
  resistanceHeatmap { department headcount level profiledAt label profiledBy { id } drivers { name label } }
  trainingCoverage { role headcount trained share percent target met title digest publishedAt publishedBy { id } }
  championCoverage { department headcount needed champions briefed met }
  managerCoverage { department managers equipped share percent target met tools talkingPoints equippedAt }
  changeStages(cohort: $cohort) { ...Felt }
  leadTimeCheck { launchedOn leadDays earliestGoLive beginsAt }
  cohorts(first: 3, filter: {volunteers: true}) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes {
      id department role headcount volunteers trained trainedIn definedAt accessGrantedAt withdrawnAt reason
      changeStages { ...Felt } definedBy { id } accessGrantedBy { id }
    }
  }
  gone: cohorts(first: 3, withdrawn: true) { nodes { id withdrawnAt reason } }
  champions(last: 3, filter: {department: {contains: "s"}}) {
    totalCount totalCountCapped edges { cursor node { department } } pageInfo { ...Pages }
    nodes { department nominatedAt briefedAt person { id } nominatedBy { id } }
  }
}
fragment Blocks on GoLiveBlocker { code label(locale: FR) subject stage until }
fragment Became on Outcome { outcome since reason note until }
fragment Live on Engagement {
  scope { inScope outOfScope targetUsers sites definedAt version definedBy { id } }
  goLive {
    planned earliestPossible rescheduled reason wentLiveOn wentLiveAt releaseId decisionId takenOverOn reportedDay
    version takenOverBy { id } leadTimeViolation { plannedOn launchedOn earliest } blockers { ...Blocks }
  }
  openBlockers { ...Blocks }
  outcome { ...Became }
  pilot { outcome { ...Became } }
}
fragment Obliged on Engagement {
  obligations {
    edition adoptedAt version jurisdictions applicable mapped confirmed excluded adopter { id }
    duties(jurisdiction: CANADA, instrument: "osfi_e23") {
      instrument at jurisdiction state criteria reason obligation { version duty(locale: FR) }
      mapping { criteria how mappedAt evidence { digest link note } mapper { id } }
      confirmation { confirmedAt evidence { digest link note } confirmer { id } }
      exclusion { reason excludedAt approver { id } }
    }
    open: duties(state: APPLICABLE) { at }
  }
}
fragment Delayed on StageDelay {
  enteredOn expectedOn forecastOn daysLate delayedAt endedAt waitingOn { matter subject roles person { id } }
}
fragment Going on Engagement {
  ...Obliged
  ...Live
  changeProgram { ...TakenAlong }
  stages { ...Passing delays { ...Delayed } }
  ownership {
    vacatedAt vacatedReason blockers version systemOwner { id } formerOwner { id }
    obligations { items reviewCycle { every unit } acceptedOn inForce acceptedBy { id } }
    escalationPath { hours person { id } }
  }
  responsibilities {
    activities { activity usual party role assignedAt label(locale: FR) assignedBy { id } }
    gaps(first: 5, filter: {party: {missing: true}}) {
      totalCount totalCountCapped edges { cursor node { party } } nodes { party role gap { id } } pageInfo { ...Pages }
    }
    assigned: gaps(first: 5, filter: {party: {eq: CLIENT}}) { nodes { party role gap { id } } }
  }
  reviews(first: 9) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes { id due heldOn heldAt summary missedAt status escalatedTo { hours person { id } } }
  }
  provenance { ...Origin }
  dataSources(first: 1, filter: {dataClass: {in: [INTERNAL, RESTRICTED]}}, orderBy: [{field: NAME}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id } pageInfo { ...Pages }
  }
  unclassified: dataSources(first: 1, filter: {dataClass: {missing: true}}) { totalCount nodes { id } }
  accountability { role assignedAt acceptedAt vacatedAt vacatedReason version stands person { id } assignedBy { id } }
  auditLogging {
    destination covers retentionDays configuredAt passed testedAt version
    evidence { digest link note } configuredBy { id } testedBy { id }
  }
  ...Counting
  waitingOn { matter roles number since person { id } }
  forecast {
    madeOn policy runs launchedOn pace unestimated unowned
    ready { p50 p80 p95 } allResolved { p50 p80 p95 } goLive { p50 p80 p95 }
    drivers { critical sensitivity gap { id } }
  }
  stageForecast { stage policy enteredOn expectedOn forecastOn daysLate }
  pastForecasts(first: 3) {
    totalCount totalCountCapped edges { cursor node { position } } pageInfo { ...Pages }
    nodes {
      position madeOn policy recordedAt wentLiveOn daysLate within recordedBy { id } readyThen { on daysLate within }
      ready { p50 p80 p95 } allResolved { p50 p80 p95 } goLive { p50 p80 p95 }
    }
  }
}
fragment Compared on PortfolioRound {
  id name policy openedAt rankedAt version openedBy { id } weights { factor weight }
  candidates {
    enteredAt engagement { id }
    businessValue { yearly { minor currency } reason valuedAt scorer { id } }
    scores { factor score reason scoredAt scorer { id } }
    valueOnRecord { yearly { minor currency } revision contradicts policy }
    complexityOnRecord { score headcount departments unprofiled contradicts policy }
  }
}
fragment Held on Calibration {
  forecasts engagements came daysLate policy kept { percent due engagements kept judgement says(locale: FR) }
}
fragment Way on Query {
  engagement(id: $engagement) { ...Going }
  dataSource(id: $source) { ...From }
  portfolioRound(id: $round) { ...Compared }
  portfolioRounds(first: 2, filter: {name: {contains: "round"}}, orderBy: [{field: NAME}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id name } pageInfo { ...Pages }
  }
  portfolioRanking(round: $round) {
    position rankedAt policy recomputed rankedBy { id } weights { factor weight } scoringPolicy { version }
    places {
      rank score businessValue { minor currency } gapSize unestimated changeComplexity strategicAlignment
      pilotResultRank engagement { id } factors { factor weight part added }
    }
    flips { factor weight move above { id } below { id } }
  }
  portfolioOutlook(round: $round) {
    policy weights { factor weight } scoringPolicy { version }
    places { rank score gapSize } flips { factor weight move above { id } }
  }
  scoringPolicy {
    version unestimated { low likely high } factors { factor weight better measured label(locale: FR) }
  }
  forecastCalibration { ready { ...Held } goLive { ...Held } }
  obligations(jurisdiction: INTERNATIONAL) { instrument jurisdiction at criteria version duty(locale: FR) }
  ownerlessSystems(first: 5) { totalCount nodes { id } }
  portfolioOutcomes {
    pilots reached ended rate byOutcome { outcome pilots } byReason { reason pilots label(locale: FR) }
  }
  unratifiedDecisions(first: 5) { totalCount nodes { ...Decided } }
  dataSources(first: 1, filter: {personalData: true}, orderBy: [{field: CLASSIFIED, direction: DESC}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id dataClass } pageInfo { ...Pages }
  }
  ...Portfolio
}
"""
)
WAY_NOW = ON_THE_WAY + "query Now($engagement: ID!, $source: ID!, $cohort: ID!, $round: ID!) { ...Way }"
WAY_THEN = (
    ON_THE_WAY
    + """
query Then($seq: Long, $at: DateTime, $engagement: ID!, $source: ID!, $cohort: ID!, $round: ID!) {
  asOf(seq: $seq, at: $at) { ...Way }
}
"""
)
