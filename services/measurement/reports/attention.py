"""What a reader of the adoption report has to know first: the few figures, and what is not as it should be."""

from collections.abc import Iterator

from services.measurement.reports.acted import Standing
from services.measurement.reports.adoption import AdoptionReport
from services.measurement.reports.document import Brief
from services.measurement.reports.measures import Measure, WindowState
from services.measurement.reports.wording import Wording
from shared.events.pilots import Better
from shared.events.series import SeriesKind


def brief(report: AdoptionReport, wording: Wording) -> tuple[Brief, ...]:
    standing = [measure for measure in report.measures if not measure.retired]
    indicators = [measure for measure in standing if measure.kind is SeriesKind.INDICATOR]
    wanted = [measure for measure in standing if measure.target is not None]
    missing = sum(missed(measure) for measure in standing)
    helped = sum(each.standing is Standing.EFFECTIVE for each in report.interventions)
    of = wording.text
    return (
        Brief(
            figure=of("brief_on_plan", n=sum(map(on_plan, indicators)), of=len(indicators)),
            label=of("brief_on_plan_label"),
        ),
        Brief(figure=of("brief_on_plan", n=sum(map(reached, wanted)), of=len(wanted)), label=of("brief_targets_label")),
        Brief(figure=str(missing), label=wording.count("brief_missed_label", missing)),
        Brief(
            figure=str(len(report.interventions)),
            label=wording.count("brief_interventions_label", len(report.interventions)),
            note=wording.count("brief_effective", helped) if helped else "",
        ),
    )


def on_plan(measure: Measure) -> bool:
    """In the last window that was measured."""
    figure = measure.figure()
    return figure is not None and figure.shortfall is not None and figure.shortfall <= 0


def reached(measure: Measure) -> bool:
    figure = measure.figure()
    if figure is None or figure.actual is None or measure.target is None:
        return False
    higher = measure.better is Better.HIGHER
    return figure.actual >= measure.target if higher else figure.actual <= measure.target


def missed(measure: Measure) -> int:
    return sum(figure.state is WindowState.MISSED for figure in measure.figures)


def attention(report: AdoptionReport, wording: Wording) -> tuple[str, ...]:
    """What is behind and what is missing, series by series; then the interventions that are not over."""
    several = [said for measure in report.measures if not measure.retired for said in of_measure(measure, wording)]
    for each in report.interventions:
        if each.open:
            key = "attention_late" if each.late else "attention_open"
            several.append(wording.text(key, name=each.trigger, due=wording.day(each.due_on)))
    return tuple(several)


def of_measure(measure: Measure, wording: Wording) -> Iterator[str]:
    figure = measure.figure()
    if figure is not None and figure.shortfall is not None and figure.shortfall > 0:
        yield wording.text("attention_behind", name=measure.name, by=wording.share(figure.shortfall))
    if missed(measure):
        yield wording.count("attention_missed", missed(measure), name=measure.name)
    if all(each.plan is None for each in measure.figures):
        yield wording.text("attention_unplanned", name=measure.name)
