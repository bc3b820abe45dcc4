"""The criteria of the tests: one that people attest and that may be waived, and one that is neither."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from services.gates.domain.criterion.rules import CRITERION
from services.gates.domain.criterion.state import Case
from services.gates.domain.framework.model import Attestation, Criterion, Framework, Words
from shared.events.people import Role
from tests.facts.people import DEE, NOW, as_role
from tests.scenario import Scenario

NAMELESS = Words(en="A criterion", fr="Un critère")
ATTESTABLE = Criterion(
    code="load_test",
    number=11,
    domain="technical",
    statement=NAMELESS,
    holds=(),
    attestation=Attestation(roles=frozenset({Role.SPONSOR, Role.BUSINESS_OWNER}), days=90),
)
HARD = replace(ATTESTABLE, code="data_access", number=1, attestation=None, waivable=False)
FRAMEWORK = Framework(
    name="fairway", version=1, title=NAMELESS, domains=(), evidence=(), criteria=(HARD, ATTESTABLE), gates=()
)
given = Scenario(decider=replace(CRITERION, initial=Case(adopted={"fairway": FRAMEWORK}))).given

NEVER_WAIVED = "fairway/data_access"
SPONSOR = as_role(DEE, Role.SPONSOR)
TODAY = NOW.date()
A_DAY = timedelta(days=1)


def on(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=UTC)
