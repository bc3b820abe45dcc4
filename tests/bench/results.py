"""What a run of the bench gave: as a table, as JSON, and as a picture."""

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import log10
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from shared.kernel.record import record
from tests.bench.bars import bar_of
from tests.bench.measure import Measure

MET, MISSED = "#2e7d32", "#c62828"
ROW, LEFT, RIGHT, WIDE = 30, 360, 190, 960
LOWEST, HIGHEST = 0.05, 20.0


@record
class Part:
    """`data` says what was measured, and on what."""

    name: str
    data: str
    seconds: float
    measures: tuple[Measure, ...]


def show(console: Console, machine: Mapping[str, str], parts: Sequence[Part]) -> None:
    table = Table("", "Value", "", "Limit in the same run", "Of it", "Bar", "", box=box.SIMPLE_HEAD)
    for column in (1, 4):
        table.columns[column].justify = "right"
    for part in parts:
        limits = {measure.name: measure for measure in part.measures}
        for measure in part.measures:
            if measure.limit_name is not None:
                table.add_row(*cells(measure, limits[measure.limit_name]))
    console.print(table)
    for part in parts:
        console.print(f"{part.name}: {part.data}\n", highlight=False)
    console.print(", ".join(f"{name} {value}" for name, value in machine.items()), highlight=False)


def cells(measure: Measure, limit: Measure) -> tuple[str, ...]:
    bar = bar_of(measure)
    verdict = "" if bar is None else "met" if bar.times(measure) >= 1 else "missed"
    beside = f"{limit.name}: {figure(limit.value)} {limit.unit}"
    told = "" if bar is None else str(bar)
    return measure.name, figure(measure.value), measure.unit, beside, f"{measure.ratio:.2f}", told, verdict


def figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def as_json(machine: Mapping[str, str], parts: Sequence[Part]) -> str:
    return json.dumps({"machine": machine, "parts": [described(part) for part in parts]}, indent=2) + "\n"


def described(part: Part) -> dict[str, Any]:
    measures = [
        {
            "name": measure.name,
            "value": measure.value,
            "unit": measure.unit,
            "limit": measure.limit_name,
            "ratio": measure.ratio,
            "bar": str(bar) if bar else None,
            "times": bar.times(measure) if bar else None,
        }
        for measure in part.measures
        for bar in (bar_of(measure),)
    ]
    return {"name": part.name, "data": part.data, "seconds": round(part.seconds, 1), "measures": measures}


def picture(parts: Sequence[Part]) -> str:
    """How many times each bar was reached, on a logarithmic scale; the line in the middle is the bar."""
    reached = [
        (measure, bar.times(measure), str(bar))
        for part in parts
        for measure in part.measures
        for bar in (bar_of(measure),)
        if bar
    ]
    high = ROW * (len(reached) + 2)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" font-family="sans-serif" font-size="13">',
        "<title>How many times each bar was reached</title>",
        f'<rect width="{WIDE}" height="{high}" fill="white"/>',
        *(line for row, each in enumerate(reached, 1) for line in drawn(row, *each)),
        f'<line x1="{place(1):.0f}" x2="{place(1):.0f}" y1="{ROW}" y2="{high - ROW}" stroke="#333"/>',
        f'<text x="{place(1):.0f}" y="{high - ROW / 3:.0f}" text-anchor="middle">the bar</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def drawn(row: int, measure: Measure, times: float, bar: str) -> Iterator[str]:
    top, start, end = row * ROW, min(place(1), place(times)), max(place(1), place(times))
    colour = MET if times >= 1 else MISSED
    yield f'<text x="{LEFT - 10}" y="{top + 19}" text-anchor="end">{escape(measure.name)}</text>'
    yield f'<rect x="{start:.0f}" y="{top + 6}" width="{end - start:.0f}" height="18" fill="{colour}"/>'
    said = f"{figure(measure.value)} {measure.unit}; {bar}"
    yield f'<text x="{WIDE - RIGHT + 10}" y="{top + 19}" fill="{colour}">{escape(said)}</text>'


def place(times: float) -> float:
    within = min(max(times, LOWEST), HIGHEST)
    return LEFT + (WIDE - LEFT - RIGHT) * (log10(within) - log10(LOWEST)) / (log10(HIGHEST) - log10(LOWEST))


def write(folder: Path, machine: Mapping[str, str], parts: Sequence[Part]) -> tuple[Path, Path]:
    folder.mkdir(exist_ok=True)
    found, drawing = folder / "bench.json", folder / "bench.svg"
    found.write_text(as_json(machine, parts))
    drawing.write_text(picture(parts))
    return found, drawing
