"""What is done with a pilot, as its tests ask for it."""

from dataclasses import replace
from datetime import date

from services.engagement.domain.pilot import (
    ClosePilot,
    DeferDecision,
    DismissFinding,
    RecordFinding,
    RecordPilotCost,
    RecordPilotResult,
    RegisterPilot,
)
from shared.events.pilots import PilotRegistered, RunBy
from tests.facts import gaps
from tests.facts.pilots import (
    CLOSED,
    COST,
    COST_ID,
    FINDING_DISMISSED,
    FINDING_ID,
    FOUND,
    PILOT_ID,
    PUT_OFF,
    REGISTERED,
    RESULT,
)

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
REGISTER = RegisterPilot(
    pilot_id=PILOT_ID,
    name=REGISTERED.name,
    purpose=REGISTERED.purpose,
    run_by=RunBy.VENDOR,
    vendor=REGISTERED.vendor,
    started_on=REGISTERED.started_on,
)
RECORD_RESULT = RecordPilotResult(
    pilot_id=PILOT_ID,
    criterion=RESULT.criterion,
    unit=RESULT.unit,
    better=RESULT.better,
    target=RESULT.target,
    actual=RESULT.actual,
)
RECORD_FINDING = RecordFinding(
    pilot_id=PILOT_ID, finding_id=FINDING_ID, kind=FOUND.kind, title=FOUND.title, detail=FOUND.detail
)
DISMISS = DismissFinding(pilot_id=PILOT_ID, finding_id=FINDING_ID, reason=FINDING_DISMISSED.reason)
RECORD_COST = RecordPilotCost(pilot_id=PILOT_ID, cost_id=COST_ID, amount=COST.amount, purpose=COST.purpose)
PUT_OFF_DECISION = DeferDecision(pilot_id=PILOT_ID, until=PUT_OFF.until, reason=PUT_OFF.reason)
CLOSE = ClosePilot(pilot_id=PILOT_ID, closed_on=CLOSED.closed_on, summary=CLOSED.summary)

OWN = PilotRegistered(
    pilot_id=PILOT_ID,
    name=REGISTERED.name,
    purpose=REGISTERED.purpose,
    run_by=RunBy.OWN_TEAM,
    vendor=None,
    started_on=REGISTERED.started_on,
)
FOUND_GAP = replace(gaps.OPENED, finding_id=FINDING_ID, proposal=None)
CLOSED_PILOT = (REGISTERED, RESULT, FOUND, COST, CLOSED)
