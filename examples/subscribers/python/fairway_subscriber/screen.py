"""The picture of an engagement as text."""

from collections import Counter

from fairway_subscriber.state import Engagement

SEVERITIES = ("blocking", "major", "minor")
STATUSES = ("open", "in_progress", "resolved", "verified", "deferred", "cancelled")
STAGES = {"pilot": "pilot", "closed": "pilot, closed", "under_way": "on its way to production"}


def drawn(key: str, engagement: Engagement) -> str:
    picture = engagement.picture
    if not picture:
        return f"{key}\n  {waiting(engagement)}\n"
    counted = Counter((gap["severity"], gap["status"]) for gap in picture["gaps"].values())
    known = [status for status in STATUSES if any(counted[severity, status] for severity in SEVERITIES)]
    lines = [
        f"{picture['name']} ({STAGES[picture['stage']]})",
        f"  engagement    {key}",
        f"  system owner  {picture['system_owner'] or 'nobody'}",
        f"  {'gaps':<14}" + "".join(f"{status:>13}" for status in known),
        *(
            f"  {severity:<14}" + "".join(f"{counted[severity, status]:>13}" for status in known)
            for severity in SEVERITIES
        ),
        f"  as of event   {engagement.after}, {picture['as_of']}",
    ]
    return "\n".join([*lines, *([f"  {waiting(engagement)}"] if engagement.missing else [])]) + "\n"


def waiting(engagement: Engagement) -> str:
    return f"event {engagement.missing} is missing: what comes after it waits"
