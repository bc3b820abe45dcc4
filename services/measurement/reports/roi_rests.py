"""What the return rests on: what was spent, what was assumed, and the events behind each figure."""

from collections.abc import Iterator
from decimal import Decimal

from services.measurement.domain.roi import opened
from services.measurement.domain.roi_touching import AMOUNTS
from services.measurement.reports.document import Column, Panel, Section, Table
from services.measurement.reports.roi import CaseTold, CostTold, RoiReport
from services.measurement.reports.roi_bridge import named, numbers
from services.measurement.reports.roi_months import events, within
from services.measurement.reports.wording import NOTHING, Wording
from shared.kernel.money import Money


def costs(report: RoiReport, wording: Wording) -> Section:
    t = wording.text
    table = Table(
        caption=t("roi_costs"),
        columns=(
            Column(label=t("roi_cost_for")),
            Column(label=t("roi_cost_day")),
            *numbers(wording, "roi_cost_amount", "roi_log"),
        ),
        rows=tuple(cost(each, report, wording) for each in report.costs),
        warned=frozenset(place for place, each in enumerate(report.costs) if each.withdrawn),
        headed=True,
    )
    panels = (Panel(title="", lead="", facts=(), parts=(table,)),) if report.costs else ()
    return Section(name="costs", title=t("roi_costs"), empty=t("roi_no_costs"), panels=panels)


def cost(each: CostTold, report: RoiReport, wording: Wording) -> tuple[str, ...]:
    same = each.currency == report.known.currency
    amount = wording.money(each.minor) if same else wording.abroad(Money(minor=each.minor, currency=each.currency))
    return (
        wording.text(f"roi_cost_{each.purpose}", what=what(each, report, wording)),
        wording.short_day(each.spent_on) if each.spent_on else NOTHING,
        amount,
        ", ".join(map(str, each.positions)),
    )


def what(each: CostTold, report: RoiReport, wording: Wording) -> str:
    kind = wording.text(f"roi_kind_{each.kind}") if each.kind else ""
    said = each.note or kind
    if each.reason is not None:
        return wording.text(
            "roi_cost_withdrawn" if each.withdrawn else "roi_cost_corrected", what=said, reason=each.reason
        )
    return said if within(each, report) else wording.text("roi_cost_outside", what=said)


def rests(report: RoiReport, wording: Wording) -> Section:
    t, owner = wording.text, wording.person(report.known.case.owner)
    panel = Panel(
        title=t("roi_figures"),
        lead=t("roi_figures_lead", owner=owner),
        facts=(),
        parts=(behind(report, wording), assumptions(report, wording), versions(report, wording)),
    )
    return Section(name="rests", title=t("roi_rests"), empty="", panels=(panel,))


def behind(report: RoiReport, wording: Wording) -> Table:
    """The figures that are amounts; shares come of all of them."""
    t = wording.text
    rows = []
    for figure in AMOUNTS:
        several, at = events(opened(report.known, figure))
        rows.append((t(f"roi_figure_{figure}"), wording.number(Decimal(several)), at))
    return Table(
        caption=t("roi_figures"),
        columns=(Column(label=t("roi_figure")), *numbers(wording, "roi_events", "roi_log")),
        rows=tuple(rows),
    )


def assumptions(report: RoiReport, wording: Wording) -> Table:
    case = report.known.case
    at = str(case.origins[0].first)
    return Table(
        caption=wording.text("roi_assumptions"),
        columns=(Column(label=wording.text("roi_assumption")), *numbers(wording, "roi_log")),
        rows=tuple((said, at) for said in (*worths(report, wording), *case.assumptions)),
    )


def worths(report: RoiReport, wording: Wording) -> Iterator[str]:
    for line in report.known.case.lines:
        worth, volume = wording.abroad(line.value_per_unit), wording.number(line.volume_per_month)
        yield wording.text("roi_assumption_worth", name=named(line, wording), worth=worth, volume=volume)


def versions(report: RoiReport, wording: Wording) -> Table:
    t = wording.text
    return Table(
        caption=t("roi_versions"),
        columns=(
            Column(label=t("roi_version")),
            Column(label=t("roi_on")),
            Column(label=t("roi_why")),
            *numbers(wording, "roi_log"),
        ),
        rows=tuple(
            (version(each, report, wording), wording.day_of(each.at), each.reason or NOTHING, str(each.position))
            for each in report.cases
        ),
        headed=True,
    )


def version(each: CaseTold, report: RoiReport, wording: Wording) -> str:
    first = wording.text("roi_version_first")
    told = wording.text("roi_version_revised", n=each.revision) if each.revision else first
    yardstick = each.revision == report.known.case.revision
    return wording.text("roi_version_yardstick", version=told) if yardstick else told
