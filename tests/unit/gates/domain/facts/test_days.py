"""An instant falls on the tenant's own day, wherever its days begin, and a verdict keeps where that was."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies

from services.gates.domain.facts.sheet import items_of, sheet
from services.gates.domain.verdict.standing import ground_of
from services.gates.proof.recomputing import problems
from services.gates.proof.retelling import given as given_then
from services.gates.proof.retelling import replayed
from shared.events.gates import GateEvaluated
from shared.kernel.recorded import Recorded
from tests.fact_sheet import log
from tests.facts import audit_logging, releases
from tests.facts.gates import EVALUATED
from tests.facts.tenants import TENANT_CONFIGURED
from tests.unit.gates.domain.gate.house import GREEN, HOUSE, PUBLISHED, REF, STAGE, case, passed
from tests.unit.gates.proof.filed import dossier

ZONES = ("UTC", "America/Toronto", "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "Pacific/Pago_Pago")
MIDNIGHT = datetime(2026, 3, 2, tzinfo=UTC)
NEAR = strategies.integers(-15 * 60, 15 * 60).map(lambda minutes: MIDNIGHT + timedelta(minutes=minutes))
OFTEN = settings(max_examples=80, deadline=None, derandomize=True)
TODAY = date(2026, 3, 3)


def told_then(facts: Sequence[object], instants: Sequence[datetime]) -> list[Recorded[Any]]:
    return [each._replace(occurred_at=at) for each, at in zip(log(facts), instants, strict=True)]


@OFTEN
@given(pinned=NEAR, tested=NEAR, zone=strategies.sampled_from(ZONES))
def test_near_midnight_a_day_is_that_of_the_tenants_zone(pinned: datetime, tested: datetime, zone: str) -> None:
    facts = (releases.PINNED, audit_logging.LOGGING_CONFIGURED, audit_logging.LOGGING_TESTED)
    found = sheet(items_of(told_then(facts, (pinned, pinned, tested))), TODAY, (), zone)
    assert found["release.pinned_on"].value == pinned.astimezone(ZoneInfo(zone)).date()
    assert found["audit_log.tested_on"].value == tested.astimezone(ZoneInfo(zone)).date()


@settings(OFTEN, max_examples=20)
@given(hours=strategies.integers(0, 23), zone=strategies.sampled_from(ZONES))
def test_a_verdict_recomputes_from_the_zone_that_it_keeps_and_in_utc_where_it_keeps_none(hours: int, zone: str) -> None:
    events = tuple(each._replace(occurred_at=each.occurred_at + timedelta(hours=hours)) for each in case(*GREEN).events)
    for kept in (zone, None):
        then = ground_of(events, kept).verdict((HOUSE,), STAGE, TODAY)
        assert then.time_zone == kept
        event = replace(EVALUATED, frameworks=(REF,), verdict=then)
        assert replayed(given_then(99, event, ground_of(events)), {REF.digest: PUBLISHED.document}) == ()
    utc = ground_of(events, "UTC").verdict((HOUSE,), STAGE, TODAY)
    assert replace(utc, time_zone=None) == ground_of(events).verdict((HOUSE,), STAGE, TODAY)


def test_a_dossier_tells_where_the_days_began_and_holds_offline() -> None:
    zone = replace(TENANT_CONFIGURED, time_zone="Pacific/Kiritimati")
    whole = dossier(passed(zone, *GREEN))
    (verdict,) = [each.event.verdict for each in case(*passed(zone, *GREEN)).events if kind(each) is GateEvaluated]
    assert verdict.time_zone == zone.time_zone
    assert problems(whole) == ()


def test_a_zone_that_there_is_none_of_is_told_and_fails_nothing_else() -> None:
    past = tuple(
        replace(each, verdict=replace(each.verdict, time_zone="Mars/Olympus"))
        if isinstance(each, GateEvaluated)
        else each
        for each in passed()
    )
    assert [(each.part, each.says) for each in problems(dossier(past))] == [
        ("verdict", "there is no time zone Mars/Olympus")
    ]


def kind(recorded: Recorded[Any]) -> type:
    return type(recorded.event)
