"""Asking each thing about all that may be done with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway.schema.weighed_nouns import BY_NAME
from tests.acceptance.api.desk import Answer, Desk

MOST = 30
WITHIN = {
    "Deliverable": ("Engagement", "stages { deliverables { %s } }"),
    "StageTrack": ("Engagement", "stages { tracks { %s } }"),
    "Stage": ("Engagement", "stages { %s }"),
    "GateCondition": ("Engagement", "stages { decisions { conditions { %s } } }"),
    "PerformanceDelta": ("Engagement", "performanceDeltas(first: 3) { nodes { %s } }"),
    "RunCost": ("Engagement", "runCosts { %s }"),
    "Component": ("Engagement", "provenance { components(first: 3) { nodes { %s } } }"),
    "Assumption": ("Engagement", "provenance { assumptions(first: 3) { nodes { %s } } }"),
    "VendorDecision": ("Engagement", "provenance { decisions(first: 3) { nodes { %s } } }"),
    "KnowledgeTransfer": ("Engagement", "provenance { transfers(first: 3) { nodes { %s } } }"),
    "HardeningItem": ("Environment", "hardening { %s }"),
}
"""Things that are no nodes: what they are found in, and where."""

ELSEWHERE = frozenset({"Review", "Cohort", "Champion", "AdoptedDuty", "PortfolioCandidate"})
"""Things of engagements that go another way."""


async def told(desk: Desk, noun: str, ids: Mapping[str, str], by: str) -> list[Answer]:
    """What is answered of each action, be it once or of many such things; as many at once as may be asked for."""
    holder, where = WITHIN.get(noun, (noun, "%s"))
    found: list[Answer] = []
    actions = BY_NAME[noun].actions
    for some in (actions[at : at + MOST] for at in range(0, len(actions), MOST)):
        asked = " ".join(f"{action}: can(action: {action}) {{ allowed code message }}" for action in some)
        document = f"query Can($id: ID!) {{ node(id: $id) {{ ... on {holder} {{ {where % asked} }} }} }}"
        found += answers((await desk.ask(document, by=by, id=ids[holder]))["node"])
    return found


async def ill_told(desk: Desk, ids: Mapping[str, str], by: str) -> list[object]:
    """The things that say nothing, and the answers that do not say why not."""
    found: list[object] = []
    for noun in BY_NAME.keys() - ELSEWHERE:
        said = await told(desk, noun, ids, by)
        found += (
            [each for each in said if each["allowed"] == bool(each["code"] and each["message"])] if said else [noun]
        )
    return found


def answers(told: Any) -> Iterator[Answer]:  # noqa: ANN401 - any part of an answer
    match told:
        case {"allowed": _}:
            yield told
        case dict():
            yield from (each for part in told.values() for each in answers(part))
        case list():
            yield from (each for part in told for each in answers(part))
