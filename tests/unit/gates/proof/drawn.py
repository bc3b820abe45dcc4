"""What may happen to an engagement, drawn by lot: what is shown, changed, taken back and said, in any order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import reference
from shared.events.criteria import CriterionAttested, WaiverGranted
from shared.events.engagements import EngagementStarted
from shared.events.evidence import EvidenceExpired, EvidenceSubmitted, EvidenceValue, EvidenceWithdrawn
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.people import Role
from shared.events.stages import Stage
from shared.events.tenants import TenantConfigured
from shared.kernel.record import record
from tests.facts import criteria, engagements, gaps, pilots, stages, tenants
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import CLEO
from tests.unit.gates.domain.gate.twenty_changed import CHANGED, CHANGED_SECOND, revised
from tests.unit.gates.domain.gate.twenty_met import FIRST, TODAY, Met
from tests.unit.gates.domain.gate.twenty_met_second import SECOND
from tests.unit.gates.proof.dice import Dice

EDITIONS = ((FIRST, CHANGED), (SECOND, CHANGED_SECOND))
ADOPTED = tuple(
    CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(reference(met.framework),), reason="It ships.")
    for met, _ in EDITIONS
)
ZONES = ("America/Toronto", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu")
BEGUN = (engagements.STARTED, *(stages.entered(stage) for stage in Stage if stage is not Stage.ASSESSMENT))
OF_ITS_BEGINNING = (EngagementStarted, CriteriaSetAdopted)
OF_A_LIFE = (Stage.ASSESSMENT, Stage.CLOSURE, Stage.HARDENING)
"""At these gates, whatever else is asked for beside criteria is there."""
WAY = (
    *(pilots.REGISTERED, pilots.RESULT, pilots.CLOSED, gaps.OPENED, gaps.OWNED, gaps.ESTIMATED),
    *(engagements.BASELINED, *(fact for stage in OF_A_LIFE for fact in stages.delivered(stage))),
)
NOT_APPLICABLE = (
    criteria.NOT_APPLICABLE_REQUESTED,
    criteria.NOT_APPLICABLE_APPROVED,
    criteria.NOT_APPLICABLE_ENDED,
)
WAIVED = (criteria.WAIVER_REQUESTED, criteria.WAIVER_GRANTED, criteria.WAIVER_EXTENDED, criteria.WAIVER_REVOKED)
ATTESTED = (criteria.ATTESTED, criteria.ATTESTATION_WITHDRAWN)
BLOCKED = (criteria.BLOCKED, criteria.UNBLOCKED)
OWED = ("incident_playbook", "load_test", "integration_tests", "quality_threshold")
VALUES = ("true", "false", "0", "1", "3", "5", "70", "0.95", "149.9", TODAY.isoformat(), "none of these")


@record
class Life:
    """Of the engagement of this number, held to this framework; the dice go on. `lucky`: all is met, or waived."""

    framework: Framework
    happened: tuple[Any, ...]
    dice: Dice
    lucky: bool


def life(number: int) -> Life:
    dice = Dice(number)
    met, changed = EDITIONS[number % len(EDITIONS)]
    begun = (*zoned(dice), *BEGUN, ADOPTED[number % len(EDITIONS)])
    green = [event for event in (*WAY, *met.happened) if not isinstance(event, OF_ITS_BEGINNING)]
    taken = {code: event for code, (event, _) in changed.items()}
    lucky = dice.falls(0.03)
    after = fortunate(dice, green, taken) if lucky else dice.mixed(*tales(dice, green, taken, met))
    return Life(framework=met.framework, happened=(*begun, *after), dice=dice, lucky=lucky)


def zoned(dice: Dice) -> Iterator[TenantConfigured]:
    if dice.falls(0.7):
        yield replace(tenants.TENANT_CONFIGURED, time_zone=dice.one_of(ZONES))


def fortunate(dice: Dice, green: Sequence[Any], taken: Mapping[str, Any]) -> Iterator[Any]:
    """Everything goes well, but for something that is waived."""
    yield from green
    if dice.falls(0.5):
        code = dice.one_of(OWED)
        yield taken[code]
        yield from about(f"fairway/{code}", WAIVED[:2], dice)


def tales(dice: Dice, green: Sequence[Any], taken: Mapping[str, Any], met: Met) -> Iterator[Sequence[Any]]:
    """Of a life in which some things never happened, some happened otherwise and some were taken back."""
    share = (7 + dice.below(4)) / 10
    shown = [event for event in green if isinstance(event, EvidenceSubmitted)]
    yield [otherwise(dice, event) for event in green if dice.falls(share)]
    yield [event for event in taken.values() if dice.falls(0.08)]
    yield [event for piece in shown if dice.falls(0.2) for event in taken_back(dice, piece)]
    codes = [each.code for each in met.framework.criteria]
    for _ in range(dice.below(9)):
        tale = dice.one_of((NOT_APPLICABLE, WAIVED, ATTESTED, BLOCKED))
        yield about(f"fairway/{codes.pop(dice.below(len(codes)))}", tale[: 1 + dice.below(len(tale))], dice)


def otherwise(dice: Dice, event: Any) -> Any:  # noqa: ANN401 - any fact
    if not isinstance(event, EvidenceSubmitted) or dice.falls(0.8):
        return event
    values = tuple(EvidenceValue(name=each.name, value=dice.one_of(VALUES)) for each in event.values)
    return replace(event, values=values, valid_until=TODAY + timedelta(days=dice.below(60)))


def taken_back(dice: Dice, piece: EvidenceSubmitted) -> tuple[Any, ...]:
    withdrawn = EvidenceWithdrawn(evidence_id=piece.evidence_id, reason="It was another's.", withdrawer=CLEO)
    expired = EvidenceExpired(evidence_id=piece.evidence_id, valid_until=piece.valid_until)
    again = revised(piece)
    return dice.one_of(((withdrawn,), (again,), (expired, again), (again, withdrawn)))


def about(criterion: str, tale: Sequence[Any], dice: Dice) -> list[Any]:
    """What is said of this criterion."""
    until = TODAY + timedelta(days=20 + dice.below(60))
    role = dice.one_of(tuple(Role)).value
    told = (replace(event, criterion=criterion) for event in tale)
    return [limited(event, role, until) for event in told]


def limited(event: Any, role: str, until: Any) -> Any:  # noqa: ANN401 - any fact, and its day
    match event:
        case CriterionAttested():
            return replace(event, role=role, valid_until=until)
        case WaiverGranted():
            return replace(event, until=until)
        case _:
            return event
