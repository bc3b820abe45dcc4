"""The adoption report in words and pictures: each series beside its plan, what was done, and where it comes from."""

from collections.abc import Iterator, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from services.measurement.domain.windows import DAYS, LENGTH
from services.measurement.projections.reported_engagements import ReportedCohort
from services.measurement.reports.acted import Acted
from services.measurement.reports.adoption import AdoptionReport, digest
from services.measurement.reports.attention import attention, brief
from services.measurement.reports.charts.parts import parts_chart
from services.measurement.reports.charts.planned import plan_chart, told
from services.measurement.reports.charts.svg import ACCENT, INK, PLANNED, SOFT, WORSE
from services.measurement.reports.document import Column, Document, Key, Panel, Picture, Section, Table
from services.measurement.reports.measures import Figure, Measure, Part, WindowState
from services.measurement.reports.wording import Wording
from shared.events.series import Cadence, SeriesKind
from shared.events.tenants import Locale

KINDS = (("indicators", SeriesKind.INDICATOR), ("kpis", SeriesKind.KPI))


def adoption_told(report: AdoptionReport, names: Mapping[UUID, str], locale: Locale | None = None) -> Document:
    """`names` holds those people whose names are still known. `locale` None: in the tenant's language."""
    wording = Wording(
        locale=locale or report.locale, zone=ZoneInfo(report.time_zone), currency=report.currency, names=names
    )
    t = wording.text
    live, at = wording.day(report.went_live_on), wording.day_of(report.at)
    return Document(
        locale=wording.locale,
        eyebrow=eyebrow(report, wording),
        title=report.name,
        tenant=report.tenant,
        made=t("made_at", day=report.day, live=live, at=at, position=report.position),
        brief_title=t("in_brief"),
        brief=brief(report, wording),
        attention_title=t("attention"),
        attention=attention(report, wording),
        fine=t("attention_none"),
        sections=(*measured(report, wording), interventions(report, wording)),
        provenance_title=t("provenance"),
        provenance=(t("provenance_text", position=report.position), t("provenance_days", zone=report.time_zone)),
        digest=digest(report),
    )


def eyebrow(report: AdoptionReport, wording: Wording) -> str:
    """Before the ninety days are over it tells of the last week that is."""
    week = report.day // LENGTH[Cadence.WEEKLY]
    if report.day >= DAYS or not week:
        return wording.text("report")
    return wording.text("report_of_week", n=week)


def measured(report: AdoptionReport, wording: Wording) -> Iterator[Section]:
    cohorts = {each.cohort_id: cohort(each, wording) for each in report.cohorts}
    for name, kind in KINDS:
        yield Section(
            name=name,
            title=wording.text(name),
            empty=wording.text("nothing_measured"),
            panels=tuple(
                panel(f"{name}-{number}", measure, cohorts, wording)
                for number, measure in enumerate(report.measures, 1)
                if measure.kind is kind
            ),
        )


def cohort(each: ReportedCohort, wording: Wording) -> str:
    key = "cohort_volunteers" if each.volunteers else "cohort"
    return wording.text(key, role=each.role, department=each.department)


def panel(name: str, measure: Measure, cohorts: Mapping[UUID, str], wording: Wording) -> Panel:
    parts: list[Picture | Table] = [planned(name, measure, wording), windows(measure, wording)]
    if measure.parts:
        labels = tuple(label(part, cohorts, wording) for part in measure.parts)
        parts += [parted(name, measure, labels, wording), part_table(measure, labels, wording)]
    return Panel(title=measure.name, lead=measure.definition, facts=facts(measure, wording), parts=tuple(parts))


def facts(measure: Measure, wording: Wording) -> tuple[tuple[str, str], ...]:
    t = wording.text
    told = [
        (t("baseline"), wording.measured(measure.baseline, measure.unit)),
        (t("target"), wording.measured(measure.target, measure.unit)),
        (t("owner"), wording.person(measure.owner)),
        (t("source"), measure.source),
    ]
    if measure.trend:
        told.insert(2, (t("trend"), t(f"trend_{measure.trend}")))
    if measure.plan_changed:
        told.append((t("plan"), t("plan_changed")))
    if measure.retired:
        told.append((t("state"), t("retired")))
    return tuple(told)


def planned(name: str, measure: Measure, wording: Wording) -> Picture:
    t = wording.text
    keys = [Key(colour=ACCENT, label=t("actual")), Key(colour=PLANNED, label=t("plan"), dashed=True)]
    if measure.target is not None:
        keys.append(Key(colour=INK, label=t("target"), dashed=True))
    if measure.baseline is not None:
        keys.append(Key(colour=SOFT, label=t("baseline"), dashed=True))
    if any(each.state is WindowState.MISSED for each in measure.figures):
        keys.append(Key(colour=WORSE, label=t("state_missed")))
    return Picture(svg=plan_chart(f"{name}-plan", measure, wording), alt=told(measure, wording), keys=tuple(keys))


def windows(measure: Measure, wording: Wording) -> Table:
    t = wording.text
    columns = [
        Column(label=t("month" if measure.cadence is Cadence.MONTHLY else "week")),
        Column(label=t("actual"), number=True),
        Column(label=t("plan"), number=True),
        Column(label=t("against_plan"), number=True),
        Column(label=t("state")),
    ]
    if measure.plan_changed:
        columns.insert(3, Column(label=t("plan_at_go_live"), number=True))
    wrong = (WindowState.MISSED, WindowState.LATE)
    return Table(
        caption=t("chart_title", name=measure.name),
        columns=tuple(columns),
        rows=tuple(window(each, measure, wording) for each in measure.figures),
        warned=frozenset(place for place, each in enumerate(measure.figures) if each.state in wrong),
    )


def window(figure: Figure, measure: Measure, wording: Wording) -> tuple[str, ...]:
    cells = [
        f"{figure.number}, {wording.text('until', day=wording.short_day(figure.ends_on))}",
        wording.measured(figure.actual, measure.unit),
        wording.measured(figure.plan, measure.unit),
        wording.against(figure.shortfall),
        wording.text(f"state_{figure.state}"),
    ]
    if measure.plan_changed:
        cells.insert(3, wording.measured(figure.plan_at_go_live, measure.unit))
    return tuple(cells)


def label(part: Part, cohorts: Mapping[UUID, str], wording: Wording) -> str:
    if part.cohort_id is not None:
        return cohorts.get(part.cohort_id, wording.text("unknown_cohort"))
    return part.department or wording.text("none")


def window_named(measure: Measure, number: int, wording: Wording) -> str:
    return wording.text("month_of" if measure.cadence is Cadence.MONTHLY else "week_of", n=number)


def parted(name: str, measure: Measure, labels: tuple[str, ...], wording: Wording) -> Picture:
    keys = (
        Key(colour=ACCENT, label=wording.text("actual")),
        Key(colour=PLANNED, label=wording.text("plan")),
    )
    alt = wording.count("parts_desc", len(labels))
    return Picture(svg=parts_chart(f"{name}-parts", measure, labels, wording), alt=alt, keys=keys)


def part_table(measure: Measure, labels: tuple[str, ...], wording: Wording) -> Table:
    t, latest = wording.text, measure.parts[0].window
    rows = zip(labels, measure.parts, strict=True)
    return Table(
        caption=t("parts", window=window_named(measure, latest, wording)),
        columns=(
            Column(label=t("part")),
            Column(label=t("actual"), number=True),
            Column(label=t("observations"), number=True),
        ),
        rows=tuple((name, wording.measured(each.actual, measure.unit), str(each.observations)) for name, each in rows),
    )


def interventions(report: AdoptionReport, wording: Wording) -> Section:
    panels = (Panel(title="", lead="", facts=(), parts=(acts(report, wording),)),) if report.interventions else ()
    title = wording.text("interventions")
    return Section(name="interventions", title=title, empty=wording.text("no_interventions"), panels=panels)


def acts(report: AdoptionReport, wording: Wording) -> Table:
    t = wording.text
    return Table(
        caption=t("interventions"),
        columns=tuple(Column(label=t(each)) for each in ("trigger", "window", "owner", "due", "standing")),
        rows=tuple(act(each, wording) for each in report.interventions),
        warned=frozenset(place for place, each in enumerate(report.interventions) if each.late),
        headed=True,
    )


def act(each: Acted, wording: Wording) -> tuple[str, ...]:
    t = wording.text
    return (
        each.trigger,
        t("month_of" if each.cadence is Cadence.MONTHLY else "week_of", n=each.window),
        wording.person(each.owner),
        wording.short_day(each.due_on),
        t(f"standing_{each.standing}"),
    )
