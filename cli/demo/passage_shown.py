"""The way through the gates and into use, for people to read: decisions, readiness, dates, and what was counted."""

from collections.abc import Sequence
from decimal import Decimal

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cli.demo.adoption_chart import chart
from cli.demo.passage import Decision, Evaluation, LeadTime, Passage, PastForecast, Series, Stage
from cli.demo.shown import number, titled, word

OUTCOMES = {"GO": "green", "CONDITIONAL_GO": "yellow", "NO_GO": "bold red", "STOP": "bold red"}
MET = frozenset({"MET"})
WATCHED = "active_share"
COMPLETED = "COMPLETED"


def show_passage(console: Console, passage: Passage) -> None:
    """Nothing where no gate was decided and nothing was counted."""
    if any(stage.decisions for stage in passage.stages):
        console.print()
        console.print(gates(passage.stages))
        for line in (*readiness(passage), *dates(passage)):
            console.print(line, highlight=False)
    measured = [each for each in passage.series.nodes if any(day.actual is not None for day in each.days)]
    for each in measured:
        if each.template == WATCHED:
            console.print(f"\n[bold]{each.name}[/] in per cent, week by week", highlight=False)
            console.print(Text(chart(each.plan_vs_actual)))
    if measured:
        console.print()
        console.print(counted(measured))


def gates(stages: Sequence[Stage]) -> Table:
    table = titled("Gates", "Stage", "Decided", "Outcome", "By", "")
    for place, stage in enumerate(stages, 1):
        for decision in reversed(stage.decisions or ()):
            table.add_row(
                f"{place} {stage.label}",
                f"{decision.decided_at:%Y-%m-%d}",
                Text(word(decision.outcome), style=OUTCOMES.get(decision.outcome, "")),
                (decision.decided_by.name if decision.decided_by else None) or "",
                since(decision),
            )
    return table


def since(decision: Decision) -> str:
    """What became of it."""
    if decision.revoked or decision.outdated:
        return "revoked" if decision.revoked else "outdated"
    met = sum(each.met_on is not None for each in decision.conditions)
    return f"{met} of {len(decision.conditions)} conditions met" if decision.conditions else ""


def readiness(passage: Passage) -> list[str]:
    if passage.readiness is None:
        return []
    several = (("at the outset", passage.readiness.baseline), ("before going live", passage.readiness.go_no_go))
    told = [f"{reached(each)} {when}" for when, each in several if each is not None]
    return [f"[bold]Readiness[/]: {', '.join(told)}"] if told else []


def reached(evaluation: Evaluation) -> str:
    criteria = evaluation.verdict.criteria
    return f"{sum(each.state in MET for each in criteria)} of {len(criteria)} criteria met"


def dates(passage: Passage) -> list[str]:
    live, lead = passage.go_live, passage.lead_time
    told = [forecast(each) for each in passage.past_forecasts.nodes]
    if live is not None and live.went_live_on is not None:
        moved = f", put off {live.rescheduled} time{'s' * (live.rescheduled != 1)}" if live.rescheduled else ""
        told.append(f"[bold]Live[/] on {live.went_live_on}{moved}")
    if passage.outcome is not None and passage.outcome.outcome == COMPLETED:
        told.append(f"[bold]Completed[/] on {passage.outcome.since:%Y-%m-%d}")
    return [*told, *([] if lead is None else [lead_time(lead)])]


def forecast(made: PastForecast) -> str:
    late = "" if made.days_late is None else f"; it came {late_by(made.days_late)}"
    return f"Forecast of {made.made_on}: live by {made.go_live.p50} (P50) or {made.go_live.p80} (P80){late}"


def late_by(days: int) -> str:
    several = f"{abs(days)} day{'s' * (abs(days) != 1)}"
    return "on the day" if days == 0 else f"{several} {'later' if days > 0 else 'earlier'} than P50"


def lead_time(lead: LeadTime) -> str:
    total, work, wait = (number(each.days) for each in (lead.total.total, lead.total.work, lead.total.wait))
    return f"[bold]Lead time[/]: {total} days, {work} of them work and {wait} waiting"


def counted(several: Sequence[Series]) -> Table:
    """The first window and the last that were measured, and what was planned for the last."""
    table = titled("What was counted", "Series", "Unit", "First", "Last", "Planned", "Corrected")
    for column in range(2, 6):
        table.columns[column].justify = "right"
    for each in several:
        shown = [window for window in each.plan_vs_actual if window.actual is not None]
        first, last = (figure(shown[place].actual) if shown else "" for place in (0, -1))
        planned = figure(shown[-1].plan) if shown else ""
        corrected = sum(window.corrections for window in each.plan_vs_actual)
        table.add_row(each.name, each.unit, first, last, planned, str(corrected or ""))
    return table


def figure(value: Decimal | None) -> str:
    return "" if value is None else format(value.quantize(Decimal("0.01")).normalize(), "f")
