"""The claims assistant goes live: planned, moved once too close to the launch of the programme, done, handed over."""

from datetime import date
from typing import Any

from shared.events.go_live import (
    GoLivePlanned,
    GoLiveRescheduled,
    HandOverAccepted,
    LeadTimeViolated,
    WentLive,
)
from shared.events.programme import ChangeProgramLaunched
from shared.events.stages import Stage, Track, TrackCompleted
from tests.facts.engagements import ENGAGEMENT, OWNER_ASSIGNED, STARTED
from tests.facts.gates import passed
from tests.facts.integrations import INTEGRATION_PASSED, POINT_DECLARED
from tests.facts.ownership import ACCEPTED
from tests.facts.people import CLEO
from tests.facts.pilots import REGISTERED
from tests.facts.programme import CREATED
from tests.facts.releases import LEVEL_SET, LOAD_TESTED, PEAK_EXPECTED, PINNED
from tests.facts.stages import delivered, entered, named

RELEASE = PINNED.release_id
GO = passed(Stage.ADOPTION)
LAUNCHED = ChangeProgramLaunched(engagement_id=ENGAGEMENT, launched_on=date(2026, 2, 9))

GO_LIVE_PLANNED = GoLivePlanned(engagement_id=ENGAGEMENT, planned_on=date(2026, 3, 16))
GO_LIVE_RESCHEDULED = GoLiveRescheduled(
    engagement_id=ENGAGEMENT,
    old=GO_LIVE_PLANNED.planned_on,
    new=date(2026, 3, 6),
    reason="The board asked for it before the quarter ends.",
)
LEAD_TIME_VIOLATED = LeadTimeViolated(
    engagement_id=ENGAGEMENT,
    planned_on=GO_LIVE_RESCHEDULED.new,
    launched_on=LAUNCHED.launched_on,
    earliest=date(2026, 3, 9),
    policy=1,
)
WENT_LIVE = WentLive(
    engagement_id=ENGAGEMENT, release_id=RELEASE, decision_id=GO.decision_id, went_live_on=date(2026, 3, 11)
)
HAND_OVER_ACCEPTED = HandOverAccepted(engagement_id=ENGAGEMENT, owner=CLEO, accepted_on=date(2026, 6, 9))

TRACKS = tuple(TrackCompleted(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, track=track) for track in Track)


def gone_through(stage: Stage) -> tuple[Any, ...]:
    """All that a stage delivers, and a go at its gate."""
    begun = () if stage is Stage.ASSESSMENT else (named(stage), entered(stage))
    return (*begun, *delivered(stage), *(TRACKS if stage is Stage.CLOSURE else ()), passed(stage))


READY: tuple[Any, ...] = (
    REGISTERED,
    STARTED,
    OWNER_ASSIGNED,
    ACCEPTED,
    *(fact for stage in tuple(Stage)[:4] for fact in gone_through(stage)),
    CREATED,
    LAUNCHED,
    PINNED,
    PEAK_EXPECTED,
    LEVEL_SET,
    LOAD_TESTED,
    POINT_DECLARED,
    INTEGRATION_PASSED,
)
"""Nothing blocks going live from 2026-03-09 on."""
