"""What the facts of measuring say, in English and in French."""

from services.gates.domain.facts.telling import counted, day, truth

MEANINGS = (
    counted(
        "measurement.indicators",
        "Leading indicators of adoption that are measured",
        "Indicateurs avancés d'adoption qui sont mesurés",
    ),
    counted(
        "measurement.indicators_with_baseline",
        "Leading indicators with a baseline from before going live",
        "Indicateurs avancés qui ont une référence d'avant la mise en service",
    ),
    counted(
        "measurement.indicators_with_target",
        "Leading indicators with a target",
        "Indicateurs avancés qui ont une cible",
    ),
    counted(
        "measurement.indicators_with_plan",
        "Leading indicators with a planned course",
        "Indicateurs avancés qui ont une trajectoire prévue",
    ),
    truth(
        "measurement.baselines_complete_once",
        "All leading indicators that there were had their baseline, together, once",
        "Tous les indicateurs avancés d'alors ont eu ensemble leur référence",
    ),
    day(
        "measurement.baselines_until",
        "The last day on which any of these baselines was measured",
        "Le dernier jour où l'une de ces références a été mesurée",
    ),
    counted(
        "measurement.key_figures",
        "Key figures of the business that are measured",
        "Chiffres clés de l'activité qui sont mesurés",
    ),
    counted(
        "measurement.key_figures_with_baseline",
        "Key figures with a baseline from before going live",
        "Chiffres clés qui ont une référence d'avant la mise en service",
    ),
    counted(
        "measurement.key_figures_with_target",
        "Key figures with a target",
        "Chiffres clés qui ont une cible",
    ),
    counted(
        "measurement.triggers",
        "Triggers of interventions that are watched",
        "Déclencheurs d'intervention qui sont surveillés",
    ),
    truth(
        "measurement.started",
        "The first 90 days in production are being measured, or were",
        "Les 90 premiers jours en production sont mesurés, ou l'ont été",
    ),
    day("measurement.started_on", "Day 0 of these, the one of going live", "Leur jour 0, celui de la mise en service"),
    counted("measurement.windows_closed", "Windows of measurement that are over", "Périodes de mesure échues"),
    counted(
        "measurement.windows_missed",
        "Windows in which a series that should have been measured was not",
        "Périodes où une série à mesurer ne l'a pas été",
    ),
)
