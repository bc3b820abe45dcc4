"""How far the play is: a bar where there is a terminal, else a line for each chapter."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeElapsedColumn
from rich.text import Text

from cli.demo.steps import Step

WIDEST = 46


class Rate(ProgressColumn):
    """Steps per second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.0f}/s")


@contextmanager
def progress_shown(console: Console, steps: Sequence[Step]) -> Iterator[Callable[[Step], None]]:
    """Gives whom to tell of each step when it begins."""
    if not console.is_terminal:
        yield by_chapter(console, steps)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("".ljust(WIDEST), total=len(steps))

        def heard(step: Step) -> None:
            progress.update(task, advance=1, description=shortened(f"{step.chapter}: {step.key}"))

        yield heard
        progress.update(task, description="All steps".ljust(WIDEST))


def by_chapter(console: Console, steps: Sequence[Step]) -> Callable[[Step], None]:
    counts = Counter(step.chapter for step in steps)
    told: set[str] = set()

    def heard(step: Step) -> None:
        if step.chapter not in told:
            told.add(step.chapter)
            count = counts[step.chapter]
            console.print(f"  {step.chapter}: {count} step{'s' * (count > 1)}", highlight=False)

    return heard


def shortened(text: str) -> str:
    return (text if len(text) <= WIDEST else text[: WIDEST - 1] + "…").ljust(WIDEST)
