"""What a report shows, in words and pictures already: a page and a printed document are made of the same parts."""

from shared.events.tenants import Locale
from shared.kernel.record import record


@record
class Key:
    """What a colour stands for."""

    colour: str
    label: str
    dashed: bool = False


@record
class Picture:
    """`svg` is drawn here, and its text is escaped; `alt` is what it shows, for who cannot see it."""

    svg: str
    alt: str
    keys: tuple[Key, ...]


@record
class Column:
    label: str
    number: bool = False


@record
class Table:
    """The first cell of a row is its head; `headed`: on a narrow screen it stands above the others.

    By their places from 0, `warned` are the rows that are not as they should be, and `strong` are sums.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    warned: frozenset[int] = frozenset()
    strong: frozenset[int] = frozenset()
    headed: bool = False


@record
class Panel:
    """One thing that is told of."""

    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Picture | Table, ...]


@record
class Section:
    """`empty` is said where there is no panel."""

    name: str
    title: str
    empty: str
    panels: tuple[Panel, ...]


@record
class Brief:
    figure: str
    label: str
    note: str = ""


@record
class Document:
    locale: Locale
    eyebrow: str
    title: str
    tenant: str
    made: str
    brief_title: str
    brief: tuple[Brief, ...]
    attention_title: str
    attention: tuple[str, ...]
    fine: str
    sections: tuple[Section, ...]
    provenance_title: str
    provenance: tuple[str, ...]
    digest: str
