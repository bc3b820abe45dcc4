"""What a reader of the report on the return has to know first: four figures, and what is missing, late or moved."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from services.measurement.domain.roi_benefits import LineBenefit, LineProblem
from services.measurement.domain.sums import EXACT
from services.measurement.domain.windows import count
from services.measurement.reports.document import Brief
from services.measurement.reports.measures import WindowState
from services.measurement.reports.roi import AsReported, RoiReport
from services.measurement.reports.roi_months import months_of, months_over, net, standing
from services.measurement.reports.wording import Wording
from shared.events.roi import RoiFigure
from shared.events.series import Cadence


def brief(report: RoiReport, wording: Wording) -> tuple[Brief, ...]:
    roi, t = report.known, wording.text
    case = roi.case
    invested = wording.money(roi.pilot_cost.minor + roi.scale_cost.minor)
    planned = wording.money(case.expected_run_cost)
    return (
        Brief(figure=wording.rate(case.roi), label=t("roi_brief_roi"), note=as_reported(report, wording)),
        Brief(figure=wording.money(case.benefit), label=t("roi_brief_benefit"), note=of_expected(report, wording)),
        Brief(
            figure=wording.money(roi.run_cost.minor),
            label=t("roi_brief_run"),
            note=t("roi_brief_unexpected", expected=planned),
        ),
        Brief(
            figure=wording.money(net(case, report)),
            label=t("roi_brief_net"),
            note=t("roi_brief_invested", invested=invested),
        ),
    )


def as_reported(report: RoiReport, wording: Wording) -> str:
    told = report.reported
    if told is None or told.reckoned is None:
        return wording.text("roi_brief_unreported")
    return wording.text("roi_brief_reported", roi=wording.rate(told.reckoned.case.roi), day=told.day)


def of_expected(report: RoiReport, wording: Wording) -> str:
    case = report.known.case
    expected = wording.money(case.expected)
    if not case.expected:
        return wording.text("roi_brief_unexpected", expected=expected)
    share = EXACT.divide(Decimal(case.benefit), Decimal(case.expected))
    return wording.text("roi_brief_expected", share=wording.share(share), expected=expected)


def attention(report: RoiReport, wording: Wording) -> tuple[str, ...]:
    lines = [said for line in report.known.case.lines for said in of_line(line, report, wording)]
    return (*of_the_whole(report, wording), *lines, *of_costs(report, wording))


def of_the_whole(report: RoiReport, wording: Wording) -> Iterator[str]:
    over, t = len(months_over(report)), wording.text
    if report.reported is not None and not report.reported.intact:
        yield t("roi_attention_broken", day=report.reported.day)
    if over < count(Cadence.MONTHLY):
        yield t("roi_attention_open", n=over)
    if report.reported is not None:
        yield from of_the_published(report, report.reported, wording)
    yield from of_the_benefit(report, wording)
    if report.known.revised is not None:
        yield t("roi_attention_revised", roi=wording.rate(report.known.revised.roi))


def of_the_benefit(report: RoiReport, wording: Wording) -> Iterator[str]:
    case = report.known.case
    if 0 < case.expected > case.benefit:
        less = case.expected - case.benefit
        weightiest = max(case.lines, key=lambda line: line.expected - line.benefit)
        yield wording.text(
            "roi_attention_below",
            share=wording.share(EXACT.divide(Decimal(less), Decimal(case.expected))),
            by=wording.money(less),
            name=weightiest.name or wording.text("roi_unnamed"),
        )


def of_the_published(report: RoiReport, told: AsReported, wording: Wording) -> Iterator[str]:
    moved, t = [each.figure for each in report.moved], wording.text
    if told.reckoned is not None and RoiFigure.ROI in moved:
        before, after = wording.rate(told.reckoned.case.roi), wording.rate(report.known.case.roi)
        yield t("roi_attention_moved", before=before, after=after, day=told.day)
    elif moved:
        figures = ", ".join(t(f"roi_figure_{each}") for each in moved)
        yield t("roi_attention_amounts", figures=figures, day=told.day)


def of_line(line: LineBenefit, report: RoiReport, wording: Wording) -> Iterator[str]:
    t = wording.text
    if line.problem is LineProblem.NO_SERIES:
        yield t("roi_attention_no_series")
        return
    if line.problem is LineProblem.NO_BASELINE:
        yield t("roi_attention_no_baseline", name=line.name)
    states = {month.number: standing(line, month, report) for month in line.windows}
    for state, key in ((WindowState.MISSED, "roi_attention_missing"), (WindowState.LATE, "roi_attention_late")):
        found = [number for number, each in states.items() if each is state]
        if found:
            yield t(key, name=line.name, months=months(found, wording))
    if line.benefit < 0:
        yield t("roi_attention_worse", name=line.name, benefit=wording.money(line.benefit))


def of_costs(report: RoiReport, wording: Wording) -> Iterator[str]:
    roi, t = report.known, wording.text
    without = [month.number for month in months_of(report) if month.over and not month.spent]
    if without and roi.case.expected_run_cost:
        expected = wording.money(roi.case.expected_run_cost // len(months_over(report)))
        yield t("roi_attention_unspent", months=months(without, wording), expected=expected)
    if not roi.pilot_cost.minor + roi.scale_cost.minor:
        yield t("roi_attention_uninvested")
    for amount in roi.elsewhere:
        yield t("roi_attention_elsewhere", amount=wording.abroad(amount))


def months(numbers: Iterable[int], wording: Wording) -> str:
    return ", ".join(wording.text("roi_in_month", n=each) for each in numbers)
