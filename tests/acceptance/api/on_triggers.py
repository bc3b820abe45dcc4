"""All that can be read of windows, triggers and interventions."""

ON_TRIGGERS = """
fragment Watching on Trigger {
  id name expression clears consecutive cadence severity playbook dueInDays template firing crossedIn fired retired
  definedAt version watches { name series { id } } owner { id } engagement { id }
}
fragment Intervening on Intervention {
  id cadence firedIn severity reasons open dueOn triggeredAt acknowledgedAt completedOn outcome effective valueBefore
  valueAfter measuredIn version seen { name value label(locale: FR) } trigger { id } owner { id } acknowledgedBy { id }
  completedBy { id } engagement { id }
}
fragment Stepping on Query {
  trigger(id: $trigger) {
    ...Watching
    engagement {
      measurement {
        startedOn
        windows { cadence number startsOn endsOn closedAt status missed { id } late { id } }
      }
      triggers(first: 3, filter: {firing: false}, orderBy: [{field: NAME}]) {
        totalCount totalCountCapped edges { cursor node { id } } nodes { ...Watching }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
      interventions(first: 3, filter: {open: true}, orderBy: [{field: DUE}]) {
        totalCount totalCountCapped edges { cursor node { id } } nodes { ...Intervening }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
      triggerBacktest(trigger: $trigger, dips: [{first: 2, last: 3}]) {
        falseAlarms precision recall
        runs {
          windows firedIn falseAlarms precision recall dips { first last firedIn lead } engagement { id }
        }
      }
    }
  }
  intervention(id: $intervention) { ...Intervening }
  triggerTemplates {
    name expression clears consecutive cadence severity dueInDays title(locale: FR) playbook(locale: FR)
    watches { name seriesTemplate }
  }
  triggerFacts { name label(locale: FR) }
}
"""
TRIGGERS_NOW = ON_TRIGGERS + "query Now($trigger: ID!, $intervention: ID!) { ...Stepping }"
TRIGGERS_THEN = (
    ON_TRIGGERS
    + "query Then($seq: Long, $at: DateTime, $trigger: ID!, $intervention: ID!) "
    + "{ asOf(seq: $seq, at: $at) { ...Stepping } }"
)
