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
CLAIMS = read(CLAIMS_RULES)

CLAIMS_PUBLISHED = FrameworkPublished(name="claims", version=1, digest=digest(CLAIMS), document=document(CLAIMS))
SHIPPED = reference(FRAMEWORKS["fairway", 1])
STACKED = CriteriaSetAdopted(
    engagement_id=ENGAGEMENT,
    frameworks=(SHIPPED, FrameworkRef(name="claims", version=1, digest=CLAIMS_PUBLISHED.digest)),
    reason="Claims are decided about people, so that our rules of fairness come on top.",
)
ADOPTED = CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(SHIPPED,), reason="What every pilot is held to.")
