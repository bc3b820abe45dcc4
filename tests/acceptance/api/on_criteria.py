"""All that can be read of criteria and evidence: too much to go with the rest in one query."""

ON_CRITERIA = """
fragment Rule on Clause { code rule label(locale: FR) }
fragment Piece on EvidencePiece {
  id criterion kind title state revision digest size mediaType format validFrom validUntil submittedAt version source
  values { name value } submitter { id } release { id } engagement { id }
  revisions { revision digest size mediaType format validFrom validUntil reason at source by { id } }
  withdrawn { reason at by { id } }
}
fragment Asked on ExemptionRequest { reason until at requester { id } }
fragment Exempt on Exemption { reason until requester { id } approver { id } }
fragment Spoken on CriterionStatements {
  version waiverExtensions block { party reason until at }
  attestations { role statement validUntil at attester { id } evidence { id } }
  notApplicable { ...Exempt } notApplicableRequest { ...Asked } waiver { ...Exempt } waiverRequest { ...Asked }
  history { kind reason until at position by { id } }
}
fragment Line on Framework {
  name version digest publishedAt title(locale: FR) ships publishedBy { id }
}
fragment Whole on Framework {
  ...Line document
  criteria {
    code number domain waivable statement(locale: FR) holds { ...Rule } current { ...Rule } fresh { since days }
    evidenceNeeds { kind days } attestationNeed { roles days }
  }
  domains { name signs label(locale: FR) }
  evidenceKinds { name label(locale: FR) values { name kind } }
  gates { stage criteria requirements { ...Rule } }
}
fragment HeldTo on Engagement {
  criteriaSet {
    reason adoptedAt version adoptedBy { id } frameworks { ...Line }
    criteria {
      criterion framework code number domain waivable statement(locale: FR) holds { ...Rule } current { ...Rule }
      fresh { since days } evidenceNeeds { kind days } attestationNeed { roles days }
      evidence { id state } statements { version }
    }
  }
  criterion(name: "fairway/obligations") { code statements { ...Spoken } }
  fallback: criterion(name: "fairway/fallback") { statements { ...Spoken } }
  evidence(first: 3, filter: {kind: {eq: "incident_playbook"}}, orderBy: [{field: SUBMITTED}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { ...Piece }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
fragment Criteria on Query {
  engagement(id: $engagement) { ...HeldTo }
  evidencePiece(id: $evidence) { ...Piece }
  frameworks { ...Line }
  framework(name: "claims", version: 1) { ...Whole }
  engagementsWithoutCriteria(first: 3) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id stage engagement { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  beyond: engagementsWithoutCriteria(first: 3, beyondAssessment: true) { totalCount }
}
"""
IDS = "$engagement: ID!, $evidence: ID!"
CRITERIA_NOW = ON_CRITERIA + f"query Now({IDS}) {{ ...Criteria }}"
CRITERIA_THEN = (
    ON_CRITERIA + f"query Then($seq: Long, $at: DateTime, {IDS}) {{ asOf(seq: $seq, at: $at) {{ ...Criteria }} }}"
)
