"""A tenant's own framework, and the set that the claims assistant is held to."""

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.reading import read
from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.verdicts import FrameworkRef
from tests.facts.engagements import ENGAGEMENT

CLAIMS_RULES = """\
name: claims
version: 1
title: {en: Fair claims, fr: Indemnisation équitable}
domains:
  - {name: fairness, en: Fairness, fr: Équité, signs: [business_owner]}
evidence:
  - {name: appeal_sample, en: Sample of appeals, fr: Échantillon de recours, values: {upheld_share: decimal}}
criteria:
  - code: appeals
    number: 1
    domain: fairness
    statement: {en: Few appeals are upheld., fr: Peu de recours sont accueillis.}
    holds:
      - code: few
        rule: evidence_appeal_sample.upheld_share <= 50000
        en: At most 5 % of the sample.
        fr: Au plus 5 % des recours.
    evidence: [{kind: appeal_sample, days: 90}]
gates:
  - {stage: adoption, criteria: [appeals], requirements: []}
"""
DELIVERY_RULES = """\
name: delivery
version: 1
title: {en: Delivery, fr: Livraison}
domains:
  - {name: tests, en: Tests, fr: Essais, signs: [system_owner]}
evidence:
  - {name: test_run, en: Run of the tests, fr: Passage des essais, values: {tests.total: count, tests.failed: count}}
criteria:
  - code: tests_pass
    number: 1
    domain: tests
    statement: {en: All tests pass., fr: Tous les essais réussissent.}
    holds:
      - code: none_failed
        rule: evidence_test_run.tests_total > 0 && evidence_test_run.tests_failed == 0
        en: None failed.
        fr: Aucun n'a échoué.
    evidence: [{kind: test_run, days: 30}]
gates:
  - {stage: adoption, criteria: [tests_pass], requirements: []}
"""
CLAIMS = read(CLAIMS_RULES)

CLAIMS_PUBLISHED = FrameworkPublished(name="claims", version=1, digest=digest(CLAIMS), document=document(CLAIMS))
SHIPPED = reference(FRAMEWORKS["fairway", 1])
STACKED = CriteriaSetAdopted(
    engagement_id=ENGAGEMENT,
    frameworks=(SHIPPED, FrameworkRef(name="claims", version=1, digest=CLAIMS_PUBLISHED.digest)),
    reason="Claims are decided about people, so that our rules of fairness come on top.",
)
ADOPTED = CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(SHIPPED,), reason="What every pilot is held to.")
