"""How the data of earlier versions of an event becomes today's: pure dict to dict, one step per version, for ever."""

from collections.abc import Callable, Mapping
from typing import Any

Upcast = Callable[[dict[str, Any]], dict[str, Any]]


def in_utc(data: dict[str, Any]) -> dict[str, Any]:
    """Before verdicts named a time zone, instants fell on the days of UTC."""
    return {**data, "verdict": {**data["verdict"], "time_zone": None}}


UPCASTS: Mapping[tuple[str, int], Upcast] = {
    ("GapSeverityRaised", 1): lambda data: {**data, "reason": ""},
    ("GapCancelled", 1): lambda data: {**data, "approver": None},
    ("GateDecided", 1): lambda data: {
        **data,
        "conditions": [{**condition, "criterion": ""} for condition in data["conditions"]],
        "evaluation_id": None,
        "decider": None,
        "reason": "",
    },
    ("GateDecisionRevoked", 1): lambda data: {**data, "condition_id": None},
    ("GateEvaluated", 1): in_utc,
    ("ReadinessEvaluated", 1): in_utc,
    ("GateOutdated", 1): lambda data: {**data, "criterion": "", "fact": "", "before": "", "after": ""},
}
