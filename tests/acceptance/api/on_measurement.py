"""All that can be read of what is measured."""

ON_MEASUREMENT = """
fragment Counted on Series {
  id kind name definition unit better cadence aggregation template definedAt version source owner { id }
  baseline { value measuredFrom measuredUntil note at by { id } }
  targets { value why at by { id } }
  plans { points { day value } why live at by { id } }
  retired { reason at by { id } }
  planVsActual {
    cadence number startsOn endsOn actual observations corrections plan planAtGoLive
    parts { department actual observations cohort { id } }
  }
  monthly: planVsActual(cadence: MONTHLY) { number actual }
  days { day actual observations corrections total ofTotal firstSeq lastSeq }
  engagement { id }
}
fragment Lasting on Engagement {
  adoptionSustained {
    state sustained
    indicators { state series { id } windows { cadence number startsOn endsOn actual wanted held } }
  }
}
fragment Beside on Engagement {
  pilotVersusProduction {
    name unit better pilot target comparable metric { id } runs { ranOn value validation { id } } series { id }
    overTime { phase on value wanted }
  }
}
fragment Measured on Query {
  indicatorBenchmarks { template week engagements lowerQuartile median upperQuartile }
  adoptionSustained { engagements open lasted faded unmeasured share }
  series(id: $series) {
    ...Counted
    engagement {
      ...Lasting
      ...Beside
      goLiveDashboard {
        wentLiveOn day
        series {
          seriesId kind name unit better cadence baseline target retired latest trend owner { id }
          windows { number startsOn endsOn state actual plan planAtGoLive shortfall observations corrections }
          parts { department actual observations cohort { id } }
        }
        openInterventions {
          interventionId trigger playbook cadence window dueOn late standing owner { id }
        }
      }
      adoptionReport {
        asReported { day position madeAt digest publishedDigest intact }
        asKnown { day }
      }
      series(first: 3, filter: {kind: {eq: INDICATOR}}, orderBy: [{field: NAME}]) {
        totalCount totalCountCapped edges { cursor node { id } } nodes { ...Counted }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
  seriesTemplates { name kind unit better cadence aggregation title(locale: FR) definition(locale: FR) }
  seriesUnits { name label(locale: FR) }
}
"""
MEASUREMENT_NOW = ON_MEASUREMENT + "query Now($series: ID!) { ...Measured }"
MEASUREMENT_THEN = (
    ON_MEASUREMENT + "query Then($seq: Long, $at: DateTime, $series: ID!) { asOf(seq: $seq, at: $at) { ...Measured } }"
)
