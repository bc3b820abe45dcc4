"""How the second stage took longer than expected, and how that ended."""

from datetime import date

from shared.events.delays import StageDelayed, StageDelayEnded, StageWait, WaitMatter
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO

STAGE_DELAYED = StageDelayed(
    engagement_id=ENGAGEMENT,
    stage=Stage.CLOSURE,
    policy=1,
    entered_on=date(2026, 3, 2),
    expected_on=date(2026, 4, 27),
    forecast_on=date(2026, 5, 3),
    days_late=6,
    waiting_on=(
        StageWait(matter=WaitMatter.DELIVERABLE, subject="governance_approval", person=BO, roles=()),
        StageWait(
            matter=WaitMatter.TRACK,
            subject="infrastructure",
            person=None,
            roles=("engagement_lead", "pilot_lead", "infrastructure_lead"),
        ),
    ),
)
STAGE_DELAY_ENDED = StageDelayEnded(
    engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, expected_on=date(2026, 5, 11), forecast_on=date(2026, 5, 11)
)
