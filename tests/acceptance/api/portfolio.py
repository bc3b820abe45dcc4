"""Scenes of the portfolio: rounds and their candidates."""

from shared.events.people import Role
from tests.acceptance.api.desk import Desk

MUCH, LITTLE = {"minor": 50_000_000, "currency": "CAD"}, {"minor": 40_000_000, "currency": "CAD"}


async def opened_round(desk: Desk, name: str = "Autumn round") -> str:
    return str((await desk.do("openPortfolioRound", name=name))["id"])


async def entered(desk: Desk, round_id: str, engagement: str) -> dict[str, str]:
    """What names the candidate in further commands."""
    candidate = {"roundId": round_id, "engagementId": engagement}
    await desk.do("enterCandidate", **candidate)
    return candidate


async def scored(desk: Desk, candidate: dict[str, str], value: object, complexity: int, alignment: int) -> None:
    sponsor = {"by": Role.SPONSOR, **candidate, "reason": "As the departments said"}
    await desk.do("valueCandidate", **sponsor, yearly=value)
    for factor, score in (("CHANGE_COMPLEXITY", complexity), ("STRATEGIC_ALIGNMENT", alignment)):
        await desk.do("scoreCandidate", **sponsor, factor=factor, score=score)
