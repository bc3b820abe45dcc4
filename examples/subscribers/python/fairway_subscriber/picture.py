"""How an engagement stands, as far as its events tell: plain data, and a function that takes the next event."""

from collections.abc import Callable
from typing import Any, TypeAlias

from fairway_subscriber.events import Event

Picture: TypeAlias = dict[str, Any]

NEW: Picture = {"name": None, "stage": "pilot", "system_owner": None, "baseline": None, "deferrals": 0, "gaps": {}}


def after(picture: Picture, event: Event) -> Picture:
    """An event that changes nothing in this picture, or is newer than this program, leaves it as it is."""
    kind = event.type.removeprefix("com.fairway.").rpartition(".v")[0]  # every version reads as every other
    before = picture or NEW
    if kind in OF_ENGAGEMENT:
        before = before | OF_ENGAGEMENT[kind](event.data)
    elif kind in OF_GAP:
        gap = event.data["gap_id"]
        gaps = before["gaps"] | {gap: before["gaps"].get(gap, {}) | OF_GAP[kind](event.data)}
        before = before | {"gaps": gaps}
    return before | {"as_of": event.time}


OF_ENGAGEMENT: dict[str, Callable[[dict[str, Any]], Picture]] = {
    "pilot.registered": lambda data: {"name": data["name"]},
    "pilot.decision_deferred": lambda data: {"deferrals": data["times"]},
    "pilot.closed": lambda _: {"stage": "closed"},
    "engagement.started": lambda data: {"name": data["name"], "stage": "under_way"},
    "engagement.gap_register_baselined": lambda data: {"baseline": data["gaps"]},
    "engagement.system_owner_assigned": lambda data: {"system_owner": data["owner"]},
    "engagement.system_owner_vacated": lambda _: {"system_owner": None},
}

OF_GAP: dict[str, Callable[[dict[str, Any]], Picture]] = {
    "gap.opened": lambda data: {
        "title": data["title"],
        "severity": data["severity"],
        "status": "open",
        "owner": None,
        "due": None,
        "likely": None,
    },
    "gap.owner_assigned": lambda data: {"owner": data["owner"]},
    "gap.estimated": lambda data: {"likely": data["likely"]},
    "gap.due_date_set": lambda data: {"due": data["due"]},
    "gap.severity_raised": lambda data: {"severity": data["severity"]},
    "gap.severity_lowered": lambda data: {"severity": data["severity"]},
    "gap.started": lambda _: {"status": "in_progress"},
    "gap.resolved": lambda _: {"status": "resolved"},
    "gap.verified": lambda _: {"status": "verified"},
    "gap.reopened": lambda _: {"status": "open"},
    "gap.deferred": lambda _: {"status": "deferred"},
    "gap.cancelled": lambda _: {"status": "cancelled"},
}
