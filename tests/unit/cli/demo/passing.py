"""How engagements came through their gates: one that is still before the first, and one that is live."""

from typing import Any

UNDER_WAY: dict[str, Any] = {
    "stages": [{"label": "Assessment", "decisions": []}],
    "readiness": None,
    "goLive": None,
    "pastForecasts": {"nodes": []},
    "leadTime": None,
    "series": {"nodes": []},
}
NOTHING_YET: dict[str, Any] = {"interventions": {"nodes": []}, "roi": None, "adoptionReport": None, "roiReport": None}
SHARES = ("0.40", "0.30", None)


def decision(outcome: str, **changed: object) -> dict[str, Any]:
    told = {"outcome": outcome, "decidedAt": "2026-11-03T14:00:00Z", "decidedBy": {"name": "Zoé Roy"}}
    return {**told, "conditions": [], "revoked": None, "outdated": None, **changed}


def evaluated(*states: str) -> dict[str, Any]:
    return {"evaluatedAt": "2026-11-02T14:00:00Z", "verdict": {"criteria": [{"state": state} for state in states]}}


def window(number: int, actual: str | None) -> dict[str, Any]:
    day = f"2027-02-{7 * number:02}"
    return {"number": number, "endsOn": day, "actual": actual, "plan": "0.50", "corrections": int(number == 2)}


CONDITIONS = [{"due": "2026-11-20", "metOn": "2026-11-05"}, {"due": "2027-04-30", "metOn": None}]
LIVE: dict[str, Any] = {
    "stages": [
        {"label": "Assessment", "decisions": [decision("CONDITIONAL_GO", conditions=CONDITIONS)]},
        {"label": "Closure", "decisions": [decision("GO"), decision("NO_GO", decidedBy=None)]},
    ],
    "readiness": {"baseline": evaluated("MET", "UNMET"), "goNoGo": evaluated("MET", "MET")},
    "goLive": {"planned": "2027-01-25", "rescheduled": 1, "wentLiveOn": "2027-01-25"},
    "pastForecasts": {
        "nodes": [
            {
                "madeOn": "2026-11-04",
                "goLive": {"p50": "2027-01-20", "p80": "2027-02-02"},
                "wentLiveOn": "2027-01-25",
                "daysLate": 5,
            }
        ]
    },
    "leadTime": {
        "live": True,
        "total": {"total": {"days": "178.04"}, "work": {"days": "147.05"}, "wait": {"days": "30.99"}},
    },
    "series": {
        "nodes": [
            {
                "name": "Active share",
                "unit": "share",
                "template": "active_share",
                "cadence": "WEEKLY",
                "days": [{"day": "2027-02-07", "actual": "0.40", "corrections": 0}],
                "planVsActual": [window(number, share) for number, share in enumerate(SHARES, 1)],
            }
        ]
    },
}
