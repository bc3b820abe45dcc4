"""All that can be read of what goes live: asked for once there is something of it, in a query of its own."""

GOING_LIVE = """
fragment Pages on PageInfo { hasNextPage hasPreviousPage startCursor endCursor }
fragment Running on Environment {
  id name kind declaredAt version unproven declaredBy { id }
  hardening {
    id kind title status addedAt completedAt verifiedAt reason label(locale: FR) evidence { digest link note }
    addedBy { id } completer { id } verifier { id }
  }
  deployment { deployedOn recordedAt evidence { digest link note } release { id } recordedBy { id } }
}
fragment Meeting on IntegrationPoint {
  id system direction workflow covered testedOn withdrawn reason withdrawnAt declaredAt version declaredBy { id }
  tests(first: 2) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes { id outcome target ranOn recordedAt evidence { digest link note } release { id } recordedBy { id } }
  }
}
fragment Bearing on LoadTest {
  id ranOn achieved expectedPeak latencyMs errorShare held recordedAt meets whyNot
  serviceLevel { percentile latencyMs errorShare } evidence { digest link note }
  release { id } environment { id } recordedBy { id }
}
fragment GoingLive on Engagement {
  environments(first: 3) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { ...Running } pageInfo { ...Pages }
  }
  sandboxes: environments(last: 1, filter: {kind: {eq: SANDBOX}}) { nodes { id } }
  integrationPoints(first: 3) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { ...Meeting } pageInfo { ...Pages }
  }
  uncovered: integrationPoints(first: 3, filter: {covered: false, withdrawn: false}) { totalCount nodes { id } }
  integrationCoverage { declared covered complete }
  releasePlan {
    version levelSetAt levelSetBy { id } pinned { id } proof { holds obstacles }
    expectedPeak { requestsPerSecond required basis expectedAt author { id } }
    serviceLevel { percentile latencyMs errorShare }
  }
  releases(first: 3) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes {
      id name modelDigest promptDigest dataDigest configurationDigest firstPinnedAt pinnedAt pinnedBy { id }
    }
  }
  loadTests(first: 3) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { ...Bearing } pageInfo { ...Pages }
  }
}
fragment Live on Query {
  engagement(id: $engagement) { ...GoingLive }
}
"""
LIVE_NOW = GOING_LIVE + "query Now($engagement: ID!) { ...Live }"
LIVE_THEN = (
    GOING_LIVE + "query Then($seq: Long, $at: DateTime, $engagement: ID!) { asOf(seq: $seq, at: $at) { ...Live } }"
)
