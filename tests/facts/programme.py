"""The programme that takes the claims handlers along: launched, trained, with champions who were briefed."""

from decimal import Decimal

from shared.events.programme import (
    AccessGranted,
    AccessWithdrawn,
    ChampionLeft,
    ChampionNominated,
    ChampionsBriefed,
    ChangeProgramCreated,
    ChangeProgramLaunched,
    ChangeStage,
    ChangeStageMeasured,
    ManagersEquipped,
    NetworkActivated,
    TrainingCompleted,
    TrainingPublished,
)
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import BO, CLEO
from tests.facts.population import CLAIMS, COVERED, DAY, HANDLER, HANDLERS, LETTERS

CREATED = ChangeProgramCreated(engagement_id=ENGAGEMENT, name="Claims, taken along", policy=1)
LAUNCHED = ChangeProgramLaunched(engagement_id=ENGAGEMENT, launched_on=DAY)
TRAINING = TrainingPublished(
    engagement_id=ENGAGEMENT, role=HANDLER, title="Working with drafted answers", digest="5e" * 32
)
TRAINED = TrainingCompleted(engagement_id=ENGAGEMENT, cohort_id=HANDLERS, digest=TRAINING.digest, count=27)
BO_NOMINATED = ChampionNominated(engagement_id=ENGAGEMENT, department=CLAIMS, person=BO)
CLEO_NOMINATED = ChampionNominated(engagement_id=ENGAGEMENT, department=LETTERS, person=CLEO)
CLEO_LEFT = ChampionLeft(engagement_id=ENGAGEMENT, department=LETTERS, person=CLEO, reason="On leave for a year.")
ACTIVATED = NetworkActivated(engagement_id=ENGAGEMENT, count=2)
BRIEFED = ChampionsBriefed(engagement_id=ENGAGEMENT, subject="What the first week asks of you", champions=(BO, CLEO))
EQUIPPED = ManagersEquipped(
    engagement_id=ENGAGEMENT,
    department=CLAIMS,
    count=3,
    tools=("Guide to the first talk",),
    talking_points=("Nobody is let go because of it.", "Drafts are read before they are sent."),
)
AWARE = ChangeStageMeasured(
    engagement_id=ENGAGEMENT,
    cohort_id=HANDLERS,
    stage=ChangeStage.AWARENESS,
    favourable=Decimal("83.33"),
    respondents=24,
    measured_on=DAY,
)
WILLING = ChangeStageMeasured(
    engagement_id=ENGAGEMENT,
    cohort_id=HANDLERS,
    stage=ChangeStage.DESIRE,
    favourable=Decimal("70.00"),
    respondents=20,
    measured_on=DAY,
)
GRANTED = AccessGranted(engagement_id=ENGAGEMENT, cohort_id=HANDLERS)
WITHDRAWN = AccessWithdrawn(engagement_id=ENGAGEMENT, cohort_id=HANDLERS, reason="The pilot's data was still in it.")

BEGUN = (STARTED, CREATED)
PEOPLED = (*BEGUN, *COVERED)
UNDER_WAY = (*PEOPLED, LAUNCHED)
READY = (*UNDER_WAY, AWARE, WILLING)
