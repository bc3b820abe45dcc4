"""How the engagement came through its gates and what use people then made of it, asked over the API."""

from datetime import date, datetime
from decimal import Decimal

from cli.client import Answer
from cli.demo.reading import Read

PASSAGE = """
query Passage($engagement: ID!) {
  engagement(id: $engagement) {
    stages {
      label
      decisions {
        outcome decidedAt decidedBy { name } conditions { due metOn } revoked { reason } outdated { causedBy }
      }
    }
    readiness { baseline { ...Given } goNoGo { ...Given } }
    goLive { planned rescheduled wentLiveOn }
    outcome { outcome since }
    pastForecasts(first: 20) { nodes { madeOn goLive { p50 p80 } wentLiveOn daysLate } }
    leadTime { live total { total { days } work { days } wait { days } } }
    series(first: 50) {
      nodes {
        name unit template cadence days { day actual corrections }
        planVsActual { number endsOn actual plan corrections }
      }
    }
  }
}
fragment Given on ReadinessEvaluation { evaluatedAt verdict { criteria { state } } }
"""


class Named(Read):
    name: str | None


class Condition(Read):
    due: date
    met_on: date | None


class Revoked(Read):
    reason: str


class Outdated(Read):
    caused_by: str


class Decision(Read):
    outcome: str
    decided_at: datetime
    decided_by: Named | None
    conditions: tuple[Condition, ...]
    revoked: Revoked | None
    outdated: Outdated | None


class Stage(Read):
    label: str
    decisions: tuple[Decision, ...] | None


class Criterion(Read):
    state: str


class Verdict(Read):
    criteria: tuple[Criterion, ...]


class Evaluation(Read):
    evaluated_at: datetime
    verdict: Verdict


class Readiness(Read):
    baseline: Evaluation | None
    go_no_go: Evaluation | None


class GoLive(Read):
    planned: date | None
    rescheduled: int
    went_live_on: date | None


class Became(Read):
    outcome: str
    since: datetime


class LikelyDates(Read):
    p50: date
    p80: date


class PastForecast(Read):
    made_on: date
    go_live: LikelyDates
    went_live_on: date | None
    days_late: int | None


class PastForecasts(Read):
    nodes: tuple[PastForecast, ...]


class Length(Read):
    days: Decimal


class Split(Read):
    total: Length
    work: Length
    wait: Length


class LeadTime(Read):
    live: bool
    total: Split


class Day(Read):
    day: date
    actual: Decimal | None
    corrections: int


class Window(Read):
    number: int
    ends_on: date
    actual: Decimal | None
    plan: Decimal | None
    corrections: int


class Series(Read):
    name: str
    unit: str
    template: str | None
    cadence: str
    days: tuple[Day, ...]
    plan_vs_actual: tuple[Window, ...]


class SeveralSeries(Read):
    nodes: tuple[Series, ...]


class Passage(Read):
    stages: tuple[Stage, ...]
    readiness: Readiness | None
    go_live: GoLive | None
    past_forecasts: PastForecasts
    lead_time: LeadTime | None
    series: SeveralSeries
    outcome: Became | None = None


def passage_of(answer: Answer) -> Passage:
    return Passage.model_validate(answer)
