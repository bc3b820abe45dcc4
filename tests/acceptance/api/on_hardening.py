"""All that can be read of the hardening of data and model: too much to go with the rest in one query."""

ON_HARDENING = """
fragment Pages on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }
fragment Flag on GroundingFlag { holds since by { id } }
fragment Data on Dataset {
  id name kind label(locale: FR) counts drawn firstDay lastDay rows digest reason declaredAt revisedAt version
  sources { id } declaredBy { id } revisedBy { id } engagement { id }
}
fragment Metric on QualityMetric {
  id name definition unit better refused definedAt version definedBy { id } engagement { id }
  qualityThreshold { value old why setAt setBy { id } approver { id } }
  lowering { value why requestedAt requester { id } }
}
fragment Ran on Validation {
  id value sampleSize release { id } ranOn freshUntil datasetKind datasetVersion representative policy recordedAt
  counts whyNot evidence { digest link note } metric { id } dataset { id } recordedBy { id } engagement { id }
}
fragment Grounding on GroundingSource {
  id revision digest reason revisedAt scope control approvedRevision freshUntil retired retiredAt retiredReason version
  ready whyNot approved { ...Flag } scoped { ...Flag } accessControlled { ...Flag }
  evidence { digest link note } revisedBy { id } retiredBy { id } source { id } engagement { id }
}
fragment Hardened on Engagement {
  datasets(first: 1, filter: {kind: {in: [REPRESENTATIVE]}}, orderBy: [{field: NAME}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id } pageInfo { ...Pages }
  }
  qualityMetrics(first: 1, filter: {name: {contains: "urgency"}}, orderBy: [{field: NAME}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id } pageInfo { ...Pages }
  }
  validations(first: 1, filter: {representative: true}, orderBy: [{field: RAN, direction: DESC}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id } pageInfo { ...Pages }
  }
  performanceDeltas(first: 1) {
    totalCount totalCountCapped edges { cursor node { version } } pageInfo { ...Pages }
    nodes {
      criterion pilot production delta loss status measuredAt acceptedAt reason addressedAt version cause accepted
      metric { id } validation { id } addressedBy { id } measuredBy { id } acceptedBy { id }
    }
  }
  unmet: performanceDeltas(first: 1, filter: {gap: {missing: true}}) { totalCount }
  groundingSources(first: 1, filter: {retired: false}) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id } pageInfo { ...Pages }
  }
  dataIssues(first: 5, filter: {severity: {in: [BLOCKING]}}, orderBy: [{field: TITLE}]) { totalCount nodes { id } }
}
fragment Hardening on Query {
  engagement(id: $engagement) { ...Hardened }
  dataset(id: $dataset) { ...Data }
  qualityMetric(id: $metric) { ...Metric }
  validation(id: $validation) { ...Ran }
  groundingSource(id: $grounding) { ...Grounding }
}
"""
IDS = "$engagement: ID!, $dataset: ID!, $metric: ID!, $validation: ID!, $grounding: ID!"
HARDENING_NOW = ON_HARDENING + f"query Now({IDS}) {{ ...Hardening }}"
HARDENING_THEN = (
    ON_HARDENING + f"query Then($seq: Long, $at: DateTime, {IDS}) {{ asOf(seq: $seq, at: $at) {{ ...Hardening }} }}"
)
