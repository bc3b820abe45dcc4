"""All that can be read of what a system was to bring, of what running costs and of the return."""

ON_RETURNS = """
fragment Case on BusinessCaseVersion {
  revision assumptions reason live at owner { id } by { id } runCostPerMonth { minor currency }
  lines { id target volumePerMonth note valuePerUnit { minor currency } series { id } }
}
fragment Sum on Money { minor currency }
fragment By on RoiReckoning {
  revision assumptions roi annualised expected { ...Sum } benefit { ...Sum } expectedRunCost { ...Sum }
  lines {
    id name unit volumePerMonth target note baseline problem series { id }
    valuePerUnit { ...Sum } expected { ...Sum } benefit { ...Sum }
    months { number startsOn endsOn closed measured improvement benefit { ...Sum } events { stream first last events } }
  }
}
fragment Reckoned on RoiReckoned {
  wentLiveOn days digest case { ...By } revised { ...By } elsewhere { ...Sum }
  figures { figure amount { ...Sum } share assumptions events { stream first last events } }
}
fragment Returned on Engagement {
  businessCase { version yardstick { ...Case } versions { ...Case } }
  runCosts {
    id kind amount { ...Sum } spentOn note withdrawn reason recordedAt events recordedBy { id }
  }
  allRunCosts(first: 1, filter: {withdrawn: true}, orderBy: [{field: SPENT}]) {
    totalCount totalCountCapped edges { cursor node { id } } nodes { id }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
  roi {
    published asKnown { ...Reckoned } asReported { day position at digest intact reckoned { ...Reckoned } }
    difference { figure before after causes because { position eventId type reason at } }
    told { word day position at digest roi annualised moved because }
  }
}
fragment Brought on Query { series(id: $kpi) { engagement { ...Returned } } }
"""
RETURNS_NOW = ON_RETURNS + "query Now($kpi: ID!) { ...Brought }"
RETURNS_THEN = (
    ON_RETURNS + "query Then($seq: Long, $at: DateTime, $kpi: ID!) { asOf(seq: $seq, at: $at) { ...Brought } }"
)
