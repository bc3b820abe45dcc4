"""The few SVG shapes that pictures are drawn with, in a frame of fixed size that scales with its place.

Colours stand in the shapes themselves, so that a picture reads the same on a page and in a document. Text is escaped;
who cannot see a picture has its title and description.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal

from markupsafe import Markup

WIDTH = 360
INK, SOFT, RULE, PAPER = "#1d2a33", "#53626d", "#d9dfe3", "#ffffff"
ACCENT, WORSE, BETTER, PLANNED, PALE = "#17505b", "#a4432a", "#2b7566", "#8a7340", "#dbe7ea"
FONTS = "Inter, Segoe UI, system-ui, Roboto, Helvetica Neue, Arial, Liberation Sans, Libertinus Serif, sans-serif"
Place = tuple[Decimal, Decimal]
TENTH = Decimal("0.1")


def picture(name: str, title: str, desc: str, height: int, shapes: Iterable[Markup]) -> Markup:
    """`name` is the picture's own on the page."""
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" viewBox="0 0 {width} {height}" '
        'font-family="{fonts}" aria-labelledby="{name}-title {name}-desc">'
        '<title id="{name}-title">{title}</title><desc id="{name}-desc">{desc}</desc>{shapes}</svg>'
    ).format(width=WIDTH, height=height, fonts=FONTS, name=name, title=title, desc=desc, shapes=Markup("").join(shapes))


def box(fill: str, corner: Place, width: Decimal, height: Decimal, *, stroke: str = "none") -> Markup:
    x, y = corner
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>').format(
        px(x), px(y), px(width), px(height), fill, stroke
    )


def line(stroke: str, start: Place, end: Place, *, width: str = "1", dashes: str = "none") -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}" stroke-dasharray="{}"/>').format(
        px(start[0]), px(start[1]), px(end[0]), px(end[1]), stroke, width, dashes
    )


def path(stroke: str, places: Sequence[Place], *, width: str, dashes: str = "none") -> Markup:
    """From place to place."""
    points = " ".join(f"{px(x)},{px(y)}" for x, y in places)
    return Markup(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}" stroke-dasharray="{}" '
        'stroke-linejoin="round"/>'
    ).format(points, stroke, width, dashes)


def dot(fill: str, place: Place, radius: str, *, stroke: str = "none") -> Markup:
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="1.5"/>').format(
        px(place[0]), px(place[1]), radius, fill, stroke
    )


def words(text: str, place: Place, *, anchor: str = "start", fill: str = SOFT, size: int = 11) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="{}" fill="{}" font-size="{}">{}</text>').format(
        px(place[0]), px(place[1]), anchor, fill, size, text
    )


def px(value: Decimal) -> str:
    """To a tenth, the same on every machine."""
    return f"{value.quantize(TENTH, rounding=ROUND_HALF_EVEN):f}"
