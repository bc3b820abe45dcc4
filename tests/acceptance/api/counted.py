"""Queries whose statements are counted, each with how many it takes, whatever the size of its pages."""

QUERIES: dict[str, tuple[str, int]] = {
    "a page of gaps": ("query Q($first: Int) { gaps(first: $first) { nodes { id title } } }", 1),
    "and how many there are": (
        "query Q($first: Int) { gaps(first: $first) { totalCount totalCountCapped nodes { id title } } }",
        2,
    ),
    "with all that they name": (
        """
        query Q($first: Int) {
          gaps(first: $first, orderBy: [{field: TITLE}]) {
            nodes {
              title owner { id } openedBy { id } resolver { id } needs { title }
              engagement { name } finding { title }
            }
          }
        }
        """,
        6,
    ),
    "with the names of their people": (
        "query Q($first: Int) { gaps(first: $first) { nodes { owner { name email } openedBy { name email } } } }",
        3,
    ),
    "the register of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) { nodes { name gaps(first: 20) { totalCount nodes { title owner { id } } } } }
        }
        """,
        4,
    ),
    "the plan of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              effort { p50 p80 } criticalPath { length }
              causeProfile { gaps } costByDiscovery { atClose { gaps } spent { multiple } }
            }
          }
        }
        """,
        8,
    ),
    "whether adoption of each lasted, and its pilot beside production": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes { adoptionSustained { state } pilotVersusProduction { name overTime { value } } }
          }
        }
        """,
        10,
    ),
    "the order in which the gaps of each engagement can be worked off": (
        "query Q($first: Int) { engagements(first: $first) { nodes { criticalPath { order { gap { title } } } } } }",
        4,
    ),
    "the days of each engagement": (
        "query Q($first: Int) { engagements(first: $first) { nodes { burndown { remaining } } } }",
        3,
    ),
    "the matrix of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) { nodes { name dimensions { aspects { required gap { title } } } } }
        }
        """,
        4,
    ),
    "the stages of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              name
              stages { status lead { id } gate { outcome } entryCheck { unmet { label } } history { by { id } } }
            }
          }
        }
        """,
        4,
    ),
    "the delays of each engagement's stages": (
        "query Q($first: Int) { engagements(first: $first) { nodes { stages { delays { waitingOn { subject } } } } } }",
        4,
    ),
    "the governance packages of each engagement": (
        """query Q($first: Int) {
          engagements(first: $first) { nodes { allPackages(first: 5) { nodes { number standing { stands } } } } } }""",
        2,
    ),
    "each pilot's review": (
        """
        query Q($first: Int) {
          pilots(first: $first) {
            nodes {
              results { criterion } costs { purpose } findings { title gap { title } recordedBy { id } }
              engagement { name } allResults(first: 5) { nodes { met } } allFindings(first: 5) { nodes { title } }
            }
          }
        }
        """,
        9,
    ),
    "people and what they hold": (
        "query Q($first: Int) { people(first: $first) { nodes { name roles { role engagement { name } } } } }",
        3,
    ),
    "who answers for each system, and what is taken over": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              ownership { blockers systemOwner { id } escalationPath { person { id } } }
              responsibilities { activities { party } gaps(first: 5) { nodes { party } } }
              reviews(first: 5) { nodes { status } }
              provenance { blockers { count } assumptions(first: 5) { nodes { gap { title } } } }
            }
          }
        }
        """,
        10,
    ),
    "the data sources of each engagement and who uses them": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              dataSources(first: 5) { nodes { name owner { id } accesses(first: 5) { nodes { scope stands whyNot } } } }
            }
          }
        }
        """,
        7,
    ),
    "what each engagement waits for, who answers for it and what is logged": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes { waitingOn { matter person { id } } accountability { stands } auditLogging { passed } }
          }
        }
        """,
        14,
    ),
    "how far each change programme reaches": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              changeProgram {
                coverage { missing } trainingCoverage { trained } championCoverage { met } managerCoverage { met }
                resistanceHeatmap { level profiledBy { id } } leadTimeCheck { earliestGoLive }
                cohorts(first: 5) { totalCount nodes { role changeStages { complete } } }
                champions(first: 5) { nodes { person { id } } }
              }
            }
          }
        }
        """,
        13,
    ),
    "what each engagement was measured on, what it lost and what its answers rest on": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              validations(first: 5) { nodes { whyNot dataset { name sources { name } } metric { name } } }
              performanceDeltas(first: 5) { nodes { status metric { name } addressedBy { title } } }
              groundingSources(first: 5) { nodes { ready approved { holds by { id } } source { name } } }
              dataIssues(first: 5) { nodes { title } }
            }
          }
        }
        """,
        17,
    ),
    "what goes live in each engagement, and how it stands": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              environments(first: 5) { nodes { unproven hardening { verifier { id } } deployment { deployedOn } } }
              integrationCoverage { complete }
              integrationPoints(first: 5) { nodes { covered tests(first: 5) { nodes { outcome } } } }
              releasePlan { proof { obstacles } }
              loadTests(first: 5) { nodes { whyNot release { name } environment { name } } }
            }
          }
        }
        """,
        14,
    ),
    "the forecast of each engagement, with what drives it and how earlier ones turned out": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes { forecast { drivers { gap { title } } } pastForecasts(first: 5) { nodes { readyThen { on } } } }
          }
        }
        """,
        11,
    ),
    "rounds of the portfolio with what was said of their candidates": (
        """
        query Q($first: Int) {
          portfolioRounds(first: $first) {
            nodes { openedBy { id } candidates { valueOnRecord { policy } complexityOnRecord { score } } }
          }
        }
        """,
        5,
    ),
    "the log with its actors": (
        'query Q($first: Int!) { events(first: $first, types: ["GapOpened"]) { nodes { type actor { id } } } }',
        2,
    ),
    "the gate of each engagement, with its verdict and who signed": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              gate(stage: ASSESSMENT) {
                request { at } signOffs { domain }
                verdict { outcome criteria { code facts { value } } domains { signOffStands } }
              }
            }
          }
        }
        """,
        7,
    ),
    "the windows, triggers and interventions of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              measurement { windows { status missed { name } late { name } } }
              triggers(first: 5) { nodes { watches { series { name } } owner { id } } }
              interventions(first: 5) { nodes { trigger { name } owner { id } } }
            }
          }
        }
        """,
        6,
    ),
}
