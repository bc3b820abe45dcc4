"""All that can be read of an engagement's way through its stages: too much to go with the rest in one query."""

ON_THE_WAY = """
fragment Pages on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }
fragment Asked on EntryCriterion { name label }
fragment Passing on Stage {
  stage number label status enteredAt version
  lead { id } gate { outcome standing decidedAt } tracks { track label completedAt }
  deliverables {
    name label status submittedAt acceptedAt reason evidence { digest link note } submitter { id } accepter { id }
  }
  entryCheck { met { ...Asked } unmet { ...Asked } }
  lastRecordedCheck { checkedAt checkedBy { id } met { ...Asked } unmet { ...Asked } }
  history { move at reason by { id } }
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
fragment Going on Engagement {
  stages { ...Passing }
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
  accountability { role assignedAt acceptedAt version stands person { id } assignedBy { id } }
  auditLogging {
    destination covers retentionDays configuredAt passed testedAt version
    evidence { digest link note } configuredBy { id } testedBy { id }
  }
  waitingOn { matter roles number since person { id } }
}
fragment Way on Query {
  engagement(id: $engagement) { ...Going }
  dataSource(id: $source) { ...From }
  obligations(jurisdiction: INTERNATIONAL) { instrument jurisdiction at criteria version duty(locale: FR) }
  ownerlessSystems(first: 5) { totalCount nodes { id } }
  unratifiedDecisions(first: 5) { totalCount nodes { ...Decided } }
  dataSources(first: 1, filter: {personalData: true}, orderBy: [{field: CLASSIFIED, direction: DESC}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id dataClass } pageInfo { ...Pages }
  }
}
"""
WAY_NOW = ON_THE_WAY + "query Now($engagement: ID!, $source: ID!) { ...Way }"
WAY_THEN = (
    ON_THE_WAY
    + """
query Then($seq: Long, $at: DateTime, $engagement: ID!, $source: ID!) { asOf(seq: $seq, at: $at) { ...Way } }
"""
)
