"""All that can be read of the numbers of an engagement and of the portfolio."""

NUMBERS = """
fragment Days on Duration { microseconds days }
fragment Time on SplitTime { total { ...Days } work { ...Days } wait { ...Days } }
fragment Multiple on CostMultiple {
  multiple beside pilot { minor currency } scale { minor currency } usual { lowest highest version label(locale: FR) }
}
fragment Debt on DeferralDebt {
  gaps blocking unestimated days extensions over pastGoLive effort { p50 p80 }
}
fragment Late on GapsFoundAfterClose { late lateBlocking lateOpen gaps share }
fragment Counting on Engagement {
  costMultiple { ...Multiple }
  costForecast { basis spent { minor currency } lower { minor currency } upper { minor currency } }
  scaleCosts(first: 2, filter: {withdrawn: false}) {
    totalCount totalCountCapped edges { cursor node { id } } pageInfo { ...Pages }
    nodes { id kind amount { minor currency } spentOn note recordedAt corrections withdrawn reason recordedBy { id } }
  }
  leadTime {
    begunAt endedAt live policy total { ...Time } rest { ...Time }
    byStage { stage time { ...Time } }
    byMatter { matter kind hand label(locale: FR) time { ...Time } }
    byHand { hand time { ...Time } }
    byCriterion { criterion time { ...Time } }
    longest { stage deliverable time { ...Time } gap { id } access { id } }
    waitingOn { matter hand number since }
  }
  deferralDebt { ...Debt }
  gapsFoundAfterClose { ...Late }
}
fragment Portfolio on Query {
  costMultiple { engagements oneSided ofAll { ...Multiple } }
  leadTime { live underWay percentiles { percent duration { ...Days } } usual { months version label(locale: FR) } }
  deferralDebt { ...Debt }
  gapsFoundAfterClose { ...Late }
  workstreams { name deliverables version label(locale: FR) }
  gapTemplates { name kind cause severity workstreams version title(locale: FR) detail(locale: FR) }
}
"""
