"""What stands at the end, for people to read: the register, the way that is left, the burn-down and the causes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli.demo.burndown_chart import chart
from cli.demo.outcome import CauseCount, Days, Gap, Outcome, Path, Report, Then, Way

LATE = "+"
CUT = {"Gap", "Owner"}
SEVERITIES = {"BLOCKING": "bold red", "MAJOR": "yellow", "MINOR": ""}
STATUSES = {"VERIFIED": "green", "RESOLVED": "green", "CANCELLED": "dim", "DEFERRED": "dim"}


def show(console: Console, outcome: Outcome) -> None:
    numbers = {gap.id: number for number, gap in enumerate(outcome.gaps, 1)}
    console.print(register(outcome.gaps))
    console.print()
    console.print(way_left(outcome, numbers))
    if outcome.report is not None and outcome.then is not None:
        console.print(was_left(outcome.report, outcome.then), highlight=False)
    console.print("\n[bold]Burn-down[/]: gaps still to be closed, day by day", highlight=False)
    console.print(Text(chart(outcome.way.burndown, console.width - 8)))
    console.print()
    console.print(causes(outcome.way.cause_profile))


def register(gaps: Sequence[Gap]) -> Table:
    """A line for each gap; where there is little room, titles and names are cut."""
    table = titled("Gap register", "#", "Gap", "Severity", "Status", "Owner", "Estimate", "Due")
    table.columns[0].justify = table.columns[5].justify = "right"
    for number, gap in enumerate(gaps, 1):
        table.add_row(
            f"{number}{LATE if gap.found_after_close else ' '}",
            cut(gap.title),
            Text(word(gap.severity), style=SEVERITIES.get(gap.severity, "")),
            Text(word(gap.status), style=STATUSES.get(gap.status, "")),
            cut((gap.owner.name if gap.owner else None) or "nobody"),
            estimate(gap.estimate),
            str(gap.due or ""),
        )
    if any(gap.found_after_close for gap in gaps):
        table.caption = f"{LATE} found after close"
    return table


def way_left(outcome: Outcome, numbers: Mapping[str, int]) -> RenderableType:
    way, titles = outcome.way, {gap.id: gap.title for gap in outcome.gaps}
    path = way.critical_path
    table = titled("What is left, in an order that works (person-days from now)", "#", "Gap", "Begins", "Ends", "Slack")
    for column in (0, 2, 3, 4):
        table.columns[column].justify = "right"
    for times in path.order:
        style = "bold" if times.critical else ""
        slack = "critical" if times.critical else number(times.slack)
        begins, ends = number(times.earliest_start), number(times.earliest_finish)
        table.add_row(str(numbers[times.gap.id]), cut(titles[times.gap.id]), begins, ends, slack, style=style)
    chain = " → ".join(str(numbers[gap.id]) for gap in path.gaps)
    lines = [
        f"[bold]Critical path[/]: {length(path)}: {chain}",
        f"[bold]Effort[/] that is left: {efforts(way)}",
    ]
    if path.unknown:
        unknown = ", ".join(str(numbers[gap.id]) for gap in path.unknown)
        lines.append(f"Not estimated yet, so counted as nothing: {unknown}")
    return Group(table, *(Text.from_markup(line) for line in lines))


def was_left(report: Report, then: Then) -> str:
    path = then.critical_path
    return (
        f"As it was when the report was published (event {report.position}): "
        f"critical path {length(path)}, effort {efforts(then)}"
    )


def length(path: Path) -> str:
    gaps = "1 gap" if len(path.gaps) == 1 else f"{len(path.gaps)} gaps"
    return f"{number(path.length)} person-days along {gaps}"


def efforts(left: Way | Then) -> str:
    return f"P50 {number(left.effort.p50)}, P80 {number(left.effort.p80)} person-days"


def causes(profile: Sequence[CauseCount]) -> Table:
    table = titled("Why the gaps are there", "Cause", "Gaps", "", "Blocking", "Closed")
    for column in (1, 3, 4):
        table.columns[column].justify = "right"
    for cause in profile:
        bar = Text("█" * cause.closed, style="green") + Text("░" * (cause.gaps - cause.closed), style="yellow")
        table.add_row(word(cause.cause), str(cause.gaps), bar, str(cause.blocking), str(cause.closed))
    return table


def titled(title: str, *columns: str) -> Table:
    table = Table(
        title=title,
        title_justify="left",
        title_style="bold",
        caption_justify="left",
        header_style="bold",
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for column in columns:
        table.add_column(column, no_wrap=column not in CUT)
    return table


def cut(text: str) -> Text:
    return Text(text, no_wrap=True, overflow="ellipsis")


def estimate(days: Days | None) -> str:
    return "" if days is None else f"{number(days.low)}/{number(days.likely)}/{number(days.high)}"


def number(figure: Decimal) -> str:
    """At most one decimal, and none for nothing."""
    return format(figure.quantize(Decimal("0.1")).normalize(), "f")


def word(name: str) -> str:
    return name.replace("_", " ").lower()
