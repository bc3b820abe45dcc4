"""The few SVG shapes that the charts are drawn with. Text is escaped; who cannot see a chart has its title and desc."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from markupsafe import Markup

Across = Fraction  # per cent of the chart's width
Down = int  # pixels


def chart(name: str, title: str, desc: str, height: Down, shapes: Iterable[Markup]) -> Markup:
    """`name` is the chart's own on the page."""
    return Markup(
        '<svg class="chart" role="img" width="100%" height="{height}" aria-labelledby="{name}-title {name}-desc">'
        '<title id="{name}-title">{title}</title><desc id="{name}-desc">{desc}</desc>{shapes}</svg>'
    ).format(name=name, title=title, desc=desc, height=height, shapes=Markup("").join(shapes))


def box(kind: str, across: Across, width: Across, down: Down, height: Down, *, radius: int = 0) -> Markup:
    return Markup('<rect class="{}" x="{}" width="{}" y="{}" height="{}" rx="{}"/>').format(
        kind, percent(across), percent(width), down, height, radius
    )


def line(kind: str, start: tuple[Across, Down], end: tuple[Across, Down]) -> Markup:
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        kind, percent(start[0]), start[1], percent(end[0]), end[1]
    )


def dot(kind: str, across: Across, down: Down, radius: int) -> Markup:
    return Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(kind, percent(across), down, radius)


def words(kind: str, across: Across, down: Down, text: str, *, anchor: str = "start", shift: int = 0) -> Markup:
    """`shift` moves the text by pixels, away from what it names."""
    return Markup('<text class="{}" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>').format(
        kind, percent(across), down, shift, anchor, text
    )


def percent(across: Across) -> str:
    """At most two places, the same on every machine."""
    hundredths = round(across * 100)
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}.{rest:02}%" if rest else f"{sign}{whole}%"


def stacked(parts: Sequence[tuple[str, int]], whole: int) -> list[tuple[str, int, Across, Across]]:
    """Each part with its count, where it begins and how wide it is, of `whole` across; empty parts are left out."""
    placed: list[tuple[str, int, Across, Across]] = []
    begun = 0
    for kind, count in parts:
        if count:
            placed.append((kind, count, Fraction(100 * begun, whole), Fraction(100 * count, whole)))
            begun += count
    return placed
