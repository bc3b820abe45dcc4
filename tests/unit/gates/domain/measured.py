"""The criteria of the tests: one that people attest and that may be waived, and one that is neither."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from services.gates.domain.adopted import Adopted
from services.gates.domain.criterion.rules import CRITERION
from services.gates.domain.criterion.state import Case
from shared.events.people import Role
from shared.events.verdicts import FrameworkRef
from tests.facts.people import DEE, NOW, as_role
from tests.scenario import Scenario

RULES = """\
name: fairway
version: 99
title: {en: Two criteria, fr: Deux critères}
domains:
  - {name: technical, en: Technical, fr: Technique, signs: [sponsor]}
evidence:
  - {name: load_test_report, en: Report, fr: Rapport}
criteria:
  - code: load_test
    number: 1
    domain: technical
    statement: {en: It bears the load., fr: La charge est supportée.}
    holds:
      - {code: held, rule: load_test.held, en: It held., fr: La charge a tenu.}
    attestation: {roles: [sponsor, business_owner], days: 90}
  - code: data_access
    number: 2
    domain: technical
    waivable: false
    statement: {en: Access is approved., fr: Accès approuvé.}
    holds:
      - {code: known, rule: sources.in_scope > 0, en: Sources are known., fr: Les sources sont connues.}
gates:
  - {stage: adoption, criteria: [load_test, data_access], requirements: []}
"""
HELD_TO = Adopted(
    refs=(FrameworkRef(name="fairway", version=99, digest="99" * 32),), documents={("fairway", 99): RULES}
)
HANGING_ON_A_REPORT = replace(
    HELD_TO,
    documents={("fairway", 99): RULES.replace("rule: load_test.held", "rule: evidence_load_test_report.present")},
)
given = Scenario(decider=replace(CRITERION, initial=Case(adopted=HELD_TO))).given

NEVER_WAIVED = "fairway/data_access"
SPONSOR = as_role(DEE, Role.SPONSOR)
TODAY = NOW.date()
A_DAY = timedelta(days=1)


def on(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)
