"""All that can be read of an engagement's gates and of its readiness, and who was lent a role."""

AT_GATES = """
fragment Saw on FactSeen { name value events meaning(locale: FR) }
fragment Judged on Verdict {
  day outcome recommended frameworks { name version digest }
  criteria {
    code number domain state waivable until evidence statement(locale: FR)
    broken { code words(locale: FR) } facts { ...Saw } asked { code label(locale: FR) rule days holds }
  }
  requirements { code rule holds waivable statement facts { ...Saw } }
  domains {
    name met of signs digest label signOffStands signedBy { id } signOff { digest }
  }
}
fragment Turned on VerdictChange { code before after letPass letsPass }
fragment Evaluated on ReadinessEvaluation { id position evaluatedAt evaluatedBy { id } verdict { outcome } }
fragment Excepted on PackagedExemption { until events requester { id } approver { id } }
fragment Packed on GovernancePackage {
  id number day position digest link assembledAt assembler { id } frameworks { name }
  criteria {
    code state until ruleDigest verdictDigest waiver { ...Excepted } notApplicable { ...Excepted }
    evidence { kind digest validUntil position piece { id } } attestations { role validUntil position attester { id } }
  }
  standing { stands changed lacking { code state } }
}
fragment Lent on Person {
  lent { role until reason delegatedAt delegator { id } engagement { id } }
}
fragment AtGates on Engagement {
  package { ...Packed } packages { id number }
  allPackages(first: 1, orderBy: [{field: DAY, direction: DESC}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  gate(stage: ASSESSMENT) {
    stage version request { id at requester { id } }
    signOffs { domain role digest position at signer { id } withdrawn { reason at } }
    decisions { outcome conditions { criterion } } verdict { ...Judged }
  }
  readiness {
    now { outcome } baseline { ...Evaluated } goNoGo { ...Evaluated } delta { ...Turned }
  }
  whatIf(framework: {name: "fairway", version: 1}, facts: [{name: "gaps.blocking", value: "0"}]) {
    verdict { outcome } changes { ...Turned }
  }
  readinessDecay(until: "2027-06-01") { criteria { criterion state turnsOn } earliestAllGreen }
  readinessWaterfall(fromSeq: 2, toSeq: 30) { seq changes { ...Turned } event { seq } }
}
"""
GATES_NOW = (
    AT_GATES
    + """query GatesNow($engagement: ID!, $person: ID!) {
  engagement(id: $engagement) { ...AtGates } person(id: $person) { ...Lent }
}"""
)
GATES_THEN = (
    AT_GATES
    + """query GatesThen($seq: Long, $at: DateTime, $engagement: ID!, $person: ID!) {
  asOf(seq: $seq, at: $at) { engagement(id: $engagement) { ...AtGates } person(id: $person) { ...Lent } }
}"""
)
