"""A page taken apart: its elements, where each begins and ends, and the text that people read."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
RAW = frozenset({"style", "script"})
Element = tuple[str, dict[str, str | None]]


class Parsed(HTMLParser):
    """Raises where an element is closed that was not opened last."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[str] = []
        self.read: list[str] = []
        self.feed(markup)
        self.close()
        if self.open:
            raise AssertionError(f"never closed: {self.open}")

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.read).split())

    def those(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)

    def classed(self, word: str) -> list[Element]:
        return [(tag, found) for tag, found in self.elements if word in (found.get("class") or "").split()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise AssertionError(f"</{tag}> closes what was not opened last")

    def handle_data(self, data: str) -> None:
        if not RAW.intersection(self.open):
            self.read.append(data)
