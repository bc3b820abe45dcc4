"""What it came to, for people to read: interventions, and the return as it was reported beside as it is known."""

import re

from rich.console import Console
from rich.table import Table

from cli.demo.returns import Difference, Figure, Intervention, Returns, Roi
from cli.demo.shown import titled, word

EACH_WORD = re.compile(r"(?<!^)(?=[A-Z])")
EFFECTS = {True: "it helped", False: "it did not help", None: "not yet known whether it helped"}


def show_returns(console: Console, returns: Returns) -> None:
    """Nothing where nobody had to step in and nothing was reckoned."""
    for each in returns.interventions.nodes:
        console.print(stepped_in(each), highlight=False)
    if returns.roi is not None and returns.roi.as_known is not None:
        console.print()
        console.print(reckoned(returns.roi))
        for difference in returns.roi.difference:
            console.print(moved(difference), highlight=False)


def stepped_in(each: Intervention) -> str:
    trigger = (each.trigger.name if each.trigger else None) or "a trigger"
    owner = (each.owner.name if each.owner else None) or "nobody"
    return (
        f"[bold]Intervention[/] in week {each.fired_in}: {trigger}; {owner} by {each.due_on}, {EFFECTS[each.effective]}"
    )


def reckoned(roi: Roi) -> Table:
    table = titled("Return on investment", "Figure", "As reported", "As known today")
    for column in (1, 2):
        table.columns[column].justify = "right"
    reported = roi.as_reported.reckoned.figures if roi.as_reported and roi.as_reported.reckoned else ()
    before = {each.figure: amount(each) for each in reported}
    for each in roi.as_known.figures if roi.as_known else ():
        table.add_row(word(each.figure), before.get(each.figure, ""), amount(each))
    return table


def amount(each: Figure) -> str:
    """Money in its major unit, a share in per cent."""
    if each.amount is not None:
        return f"{each.amount.minor / 100:,.2f} {each.amount.currency}"
    return "" if each.share is None else f"{each.share * 100:.1f} %"


def moved(difference: Difference) -> str:
    return f"{word(difference.figure).capitalize()} moved: {reasons(difference)}"


def reasons(difference: Difference) -> str:
    return "; ".join(each.reason or EACH_WORD.sub(" ", each.type).lower() for each in difference.because)
