"""What was published beside what is known, and the events that moved it."""

from collections.abc import Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.measurement.domain.roi import Roi
from services.measurement.projections.roi_events import RoiEventEntry
from services.measurement.reports.document import Column, Panel, Section, Table
from services.measurement.reports.roi import AsReported, RoiReport
from services.measurement.reports.roi_bridge import named, numbers
from services.measurement.reports.wording import HUNDRED, NOTHING, Wording
from shared.events.roi import RoiFigure

MOST_SHOWN = 20
MOST_RESTATED = 6
SHARES = (RoiFigure.ROI, RoiFigure.ANNUALISED)


def moved(report: RoiReport, wording: Wording) -> Section:
    told, t = report.reported, wording.text
    panels: tuple[Panel, ...] = ()
    if told is not None:
        title = t("roi_reported_title", day=told.day, at=wording.day_of(report.at))
        lead = t("roi_reported_lead", position=told.position)
        facts, parts = tuple(history(report, told, wording)), tuple(tables(report, told, wording))
        panels = (Panel(title=title, lead=lead, facts=facts, parts=parts),)
    return Section(name="reported", title=t("roi_reported"), empty=t("roi_reported_empty"), panels=panels)


def history(report: RoiReport, told: AsReported, wording: Wording) -> Iterator[tuple[str, str]]:
    """The return each time that people were told of it."""
    t = wording.text
    if told.reckoned is not None:
        yield t("roi_told_published", on=wording.day_of(told.at)), wording.rate(told.reckoned.case.roi)
    for each in report.restated[-MOST_RESTATED:]:
        yield t("roi_told_restated", on=wording.day_of(each.at)), wording.rate(each.after.roi)
    yield t("roi_told_known", on=wording.day_of(report.at)), wording.rate(report.known.case.roi)


def tables(report: RoiReport, told: AsReported, wording: Wording) -> Iterator[Table]:
    yield figures(report, told.reckoned, wording)
    if any(each.because for each in report.moved):
        yield causes(report, wording)


def figures(report: RoiReport, then: Roi | None, wording: Wording) -> Table:
    now, t = report.known, wording.text
    rows: list[tuple[str, ...]] = []
    for figure in ("benefit", "run_cost", "net", "pilot_cost", "scale_cost"):
        before, after = (None if each is None else amount(each, figure) for each in (then, now))
        rows.append((t(f"roi_figure_{figure}"), *beside(before, after, wording)))
        if figure == "benefit" and then is not None:
            rows += by_line(then, now, wording)
    for share in SHARES:
        before_share, after_share = (None if each is None else getattr(each.case, share) for each in (then, now))
        rows.append((t(f"roi_figure_{share}"), *shares(before_share, after_share, wording)))
    return Table(
        caption=t("roi_reported"),
        columns=(Column(label=t("roi_figure")), *numbers(wording, "roi_on_day", "roi_today", "roi_change")),
        rows=tuple(rows),
        headed=True,
    )


def amount(roi: Roi, figure: str) -> int:
    figures = roi.figures
    found: int = figures.benefit - figures.run_cost if figure == "net" else getattr(figures, figure)
    return found


def by_line(then: Roi, now: Roi, wording: Wording) -> Iterator[tuple[str, ...]]:
    """Those that read otherwise, below the benefit of all."""
    before = {line.line_id: line.benefit for line in then.case.lines}
    for line in now.case.lines:
        if before.get(line.line_id) not in (None, line.benefit):
            label = wording.text("roi_of_which", name=named(line, wording))
            yield (label, *beside(before[line.line_id], line.benefit, wording))


def beside(before: int | None, after: int | None, wording: Wording) -> tuple[str, ...]:
    change = NOTHING if before is None or after is None or before == after else wording.difference(after - before)
    return (*(NOTHING if each is None else wording.money(each) for each in (before, after)), change)


def shares(before: Decimal | None, after: Decimal | None, wording: Wording) -> tuple[str, ...]:
    change = NOTHING
    if before is not None and after is not None and before != after:
        by = wording.number((after - before) * HUNDRED)
        change = wording.text("roi_points", n=by if after < before else f"+{by}")
    return (wording.rate(before), wording.rate(after), change)


def causes(report: RoiReport, wording: Wording) -> Table:
    """Of the amounts: what moved them moved the shares."""
    amounts = [each for each in report.moved if each.figure not in SHARES]
    events = sorted((event for each in amounts for event in each.because), key=lambda event: event.seq)
    several, t = sum(each.causes for each in amounts), wording.text
    shown = events[-MOST_SHOWN:]
    more = several > len(shown)
    return Table(
        caption=wording.count("roi_moved_more", several, shown=len(shown)) if more else t("roi_moved"),
        columns=(
            Column(label=t("roi_what")),
            Column(label=t("roi_on")),
            Column(label=t("roi_log"), number=True),
        ),
        rows=tuple(cause(event, report, wording) for event in shown),
        headed=True,
    )


def cause(event: RoiEventEntry, report: RoiReport, wording: Wording) -> tuple[str, ...]:
    names = {line.series_id: named(line, wording) for line in report.known.case.lines}
    what = wording.text(f"roi_cause_{event.type}", name=names.get(event.series_id, "") if event.series_id else "")
    on = event.at.astimezone(ZoneInfo(report.time_zone)).date()
    spent_for = next((cost.note for cost in report.costs if event.seq in cost.positions), "")
    why = event.reason or spent_for
    said = wording.text("roi_cause_because", what=what, why=why) if why else what
    return (said, wording.short_day(on), str(event.seq))
