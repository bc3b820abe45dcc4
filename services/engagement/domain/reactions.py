"""What follows by itself from what happened."""

from services.engagement.domain.go_live.commands import CheckLeadTime
from shared.events.programme import ChangeProgramLaunched
from shared.kernel.reaction import Reaction
from shared.kernel.recorded import Recorded


def check_lead_time(launched: Recorded[ChangeProgramLaunched]) -> list[CheckLeadTime]:
    """Only now is it known from which day on the planned one would have left people enough time."""
    return [CheckLeadTime(engagement_id=launched.event.engagement_id)]


REACTIONS = (Reaction(name="lead time after launch", handles=(ChangeProgramLaunched,), react=check_lead_time),)
