"""The lines of the case one by one: what was assumed, what was measured month by month, and the events behind it."""

from collections.abc import Iterator
from decimal import Decimal

from services.measurement.domain.roi_benefits import LineBenefit, WindowBenefit
from services.measurement.reports.charts.monthly import MonthBar, monthly_chart
from services.measurement.reports.document import Column, Panel, Picture, Section, Table
from services.measurement.reports.measures import WindowState
from services.measurement.reports.roi import RoiReport
from services.measurement.reports.roi_bridge import bar_keys, named, numbers
from services.measurement.reports.roi_months import events, expected, months_over, standing
from services.measurement.reports.wording import NOTHING, Wording

UNSEEN = (WindowState.MISSED, WindowState.OPEN, WindowState.AHEAD)


def line_by_line(report: RoiReport, wording: Wording) -> Section:
    panels = (panel(f"line-{place}", line, report, wording) for place, line in enumerate(report.known.case.lines, 1))
    return Section(name="lines", title=wording.text("roi_lines"), empty="", panels=tuple(panels))


def panel(name: str, line: LineBenefit, report: RoiReport, wording: Wording) -> Panel:
    table = months(line, report, wording)
    return Panel(
        title=named(line, wording),
        lead=line.note,
        facts=tuple(facts(line, wording)),
        parts=(chart(name, line, report, wording), table) if months_over(report) else (table,),
    )


def facts(line: LineBenefit, wording: Wording) -> Iterator[tuple[str, str]]:
    t = wording.text
    assumed = (
        ("roi_target", wording.measured(line.target, line.unit)),
        ("roi_worth", wording.abroad(line.value_per_unit)),
        ("roi_volume", wording.number(line.volume_per_month)),
    )
    yield t("roi_baseline"), wording.measured(line.baseline, line.unit)
    for key, value in assumed:
        yield t(key), t("roi_assumed", value=value)
    if line.origins:
        at = ", ".join(str(origin.first) for origin in line.origins)
        yield t("roi_origin"), t("roi_origin_at", positions=at)


def chart(name: str, line: LineBenefit, report: RoiReport, wording: Wording) -> Picture:
    t, wanted = wording.text, expected([line], months_over(report))
    bars = [
        MonthBar(
            number=month.number,
            brought=month.benefit if month.closed and month.improvement is not None else None,
            expected=wanted if month.closed else 0,
            missed=standing(line, month, report) is WindowState.MISSED,
        )
        for month in line.windows
    ]
    title = t("roi_line_chart", name=named(line, wording))
    svg = monthly_chart(f"{name}-chart", title, t("roi_months_desc"), bars, wording)
    return Picture(svg=svg, alt=f"{title}. {t('roi_months_desc')}", keys=bar_keys(wording))


def months(line: LineBenefit, report: RoiReport, wording: Wording) -> Table:
    t = wording.text
    wrong = (WindowState.MISSED, WindowState.LATE)
    return Table(
        caption=t("roi_line_chart", name=named(line, wording)),
        columns=(
            Column(label=t("month")),
            *numbers(wording, "roi_measured", "roi_improved", "roi_benefit"),
            Column(label=t("roi_events_at"), number=True),
        ),
        rows=tuple(month(line, each, report, wording) for each in line.windows),
        warned=frozenset(place for place, each in enumerate(line.windows) if standing(line, each, report) in wrong),
        headed=True,
    )


def month(line: LineBenefit, month: WindowBenefit, report: RoiReport, wording: Wording) -> tuple[str, ...]:
    several, at = events(month.origins)
    better = NOTHING if month.improvement is None else wording.measured(month.improvement, line.unit)
    return (
        wording.text("roi_month_until", n=month.number, day=wording.short_day(month.ends_on)),
        measured(line, month, report, wording),
        better,
        wording.money(month.benefit) if month.closed else NOTHING,
        f"{wording.number(Decimal(several))} ({at})" if several else NOTHING,
    )


def measured(line: LineBenefit, month: WindowBenefit, report: RoiReport, wording: Wording) -> str:
    state, value = standing(line, month, report), wording.measured(month.measured, line.unit)
    if state is WindowState.LATE:
        return wording.text("roi_state_late", value=value)
    return wording.text(f"roi_state_{state}") if state in UNSEEN else value
