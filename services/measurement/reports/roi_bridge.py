"""From the benefit that was expected to the one that was realised, line by line, and what is left after run costs."""

from collections.abc import Iterator, Sequence

from services.measurement.domain.roi_benefits import LineBenefit
from services.measurement.reports.charts.monthly import MonthBar, monthly_chart
from services.measurement.reports.charts.svg import ACCENT, BETTER, PLANNED, WORSE
from services.measurement.reports.charts.waterfall import Kind, Step, waterfall_chart
from services.measurement.reports.document import Column, Key, Panel, Picture, Section, Table
from services.measurement.reports.roi import RoiReport
from services.measurement.reports.roi_months import MonthTold, months_of, months_over, net
from services.measurement.reports.wording import NOTHING, Wording

MOST_STEPS = 10


def bridge(report: RoiReport, wording: Wording) -> Section:
    t = wording.text
    panel = Panel(
        title=t("roi_bridge_title"),
        lead=t("roi_bridge_lead"),
        facts=(),
        parts=(waterfall(report, wording), lines(report, wording)),
    )
    return Section(name="bridge", title=t("roi_bridge"), empty=t("roi_nothing_yet"), panels=once_over(report, panel))


def once_over(report: RoiReport, panel: Panel) -> tuple[Panel, ...]:
    return (panel,) if months_over(report) else ()


def named(line: LineBenefit, wording: Wording) -> str:
    return line.name or wording.text("roi_unnamed")


def waterfall(report: RoiReport, wording: Wording) -> Picture:
    t, case = wording.text, report.known.case
    told = {"expected": case.expected, "benefit": case.benefit, "net": net(case, report)}
    desc = t("roi_bridge_desc", **{name: wording.money(minor) for name, minor in told.items()})
    found = steps(report, wording)
    svg = waterfall_chart("bridge-chart", t("roi_bridge"), desc, found, wording)
    colours = (
        (PLANNED, "roi_expected"),
        (ACCENT, "roi_realised"),
        (BETTER, "roi_key_more"),
        (WORSE, "roi_key_less"),
    )
    shown = {step.colour for step in found}
    keys = tuple(Key(colour=colour, label=t(key)) for colour, key in colours if colour in shown)
    return Picture(svg=svg, alt=desc, keys=keys)


def steps(report: RoiReport, wording: Wording) -> list[Step]:
    t, case, run = wording.text, report.known.case, report.known.run_cost.minor
    left = case.benefit - run
    return [
        Step(label=t("roi_step_expected"), kind=Kind.EXPECTED, start=0, end=case.expected),
        *changes(case.lines, case.expected, wording),
        Step(label=t("roi_step_realised"), kind=Kind.REALISED, start=0, end=case.benefit),
        Step(label=t("roi_figure_run_cost"), kind=Kind.CHANGE, start=case.benefit, end=left),
        Step(label=t("roi_step_net"), kind=Kind.REALISED, start=0, end=left),
    ]


def changes(lines: Sequence[LineBenefit], start: int, wording: Wording) -> Iterator[Step]:
    """Those that moved the most, and the others in one step."""
    weighty = sorted(lines, key=lambda line: -abs(line.benefit - line.expected))[:MOST_STEPS]
    for line in lines:
        if line in weighty:
            end = start + line.benefit - line.expected
            yield Step(label=named(line, wording), kind=Kind.CHANGE, start=start, end=end)
            start = end
    others = [line for line in lines if line not in weighty]
    if others:
        end = start + sum(line.benefit - line.expected for line in others)
        yield Step(label=wording.count("roi_step_others", len(others)), kind=Kind.CHANGE, start=start, end=end)


def lines(report: RoiReport, wording: Wording) -> Table:
    t, case, run = wording.text, report.known.case, report.known.run_cost.minor
    rows = [
        *((named(line, wording), line.expected, line.benefit) for line in case.lines),
        (t("roi_figure_benefit"), case.expected, case.benefit),
        (t("roi_figure_run_cost"), -case.expected_run_cost, -run),
        (t("roi_step_net"), case.expected - case.expected_run_cost, case.benefit - run),
    ]
    return Table(
        caption=t("roi_bridge"),
        columns=(Column(label=t("roi_line")), *numbers(wording, "roi_expected", "roi_realised", "roi_difference")),
        rows=tuple(
            (label, wording.money(wanted), wording.money(came), wording.difference(came - wanted))
            for label, wanted, came in rows
        ),
        warned=frozenset(place for place, line in enumerate(case.lines) if line.problem),
        strong=frozenset({len(case.lines), len(case.lines) + 2}),
        headed=True,
    )


def numbers(wording: Wording, *keys: str) -> tuple[Column, ...]:
    return tuple(Column(label=wording.text(key), number=True) for key in keys)


def month_by_month(report: RoiReport, wording: Wording) -> Section:
    t, months = wording.text, months_of(report)
    panel = Panel(
        title=t("roi_months_title"),
        lead=t("roi_months_lead"),
        facts=(),
        parts=(brought(months, wording), month_table(months, wording)),
    )
    return Section(name="months", title=t("roi_months"), empty=t("roi_nothing_yet"), panels=once_over(report, panel))


def brought(months: Sequence[MonthTold], wording: Wording) -> Picture:
    t = wording.text
    bars = [
        MonthBar(number=each.number, brought=each.benefit if each.over else None, expected=each.expected, missed=False)
        for each in months
    ]
    svg = monthly_chart("months-chart", t("roi_months_title"), t("roi_months_desc"), bars, wording)
    return Picture(svg=svg, alt=t("roi_months_desc"), keys=bar_keys(wording))


def bar_keys(wording: Wording) -> tuple[Key, ...]:
    t = wording.text
    return (
        Key(colour=ACCENT, label=t("roi_realised")),
        Key(colour=WORSE, label=t("roi_key_below")),
        Key(colour=PLANNED, label=t("roi_expected")),
    )


def month_table(months: Sequence[MonthTold], wording: Wording) -> Table:
    t, over = wording.text, [each for each in months if each.over]
    total = MonthTold(
        number=0,
        ends_on=months[-1].ends_on,
        over=True,
        expected=sum(each.expected for each in over),
        benefit=sum(each.benefit for each in over),
        run_cost=sum(each.run_cost for each in over),
        spent=0,
    )
    rows = [(month_named(each.number, each, wording), *amounts(each, wording)) for each in months]
    return Table(
        caption=t("roi_months"),
        columns=(Column(label=t("month")), *numbers(wording, "roi_expected", "roi_benefit", "roi_run", "roi_net")),
        rows=(*rows, (t("roi_all"), *amounts(total, wording))),
        strong=frozenset({len(rows)}),
        headed=True,
    )


def month_named(number: int, month: MonthTold, wording: Wording) -> str:
    return wording.text("roi_month_until", n=number, day=wording.short_day(month.ends_on))


def amounts(month: MonthTold, wording: Wording) -> tuple[str, ...]:
    if not month.over:
        return (NOTHING,) * 4
    return tuple(map(wording.money, (month.expected, month.benefit, -month.run_cost, month.net)))
