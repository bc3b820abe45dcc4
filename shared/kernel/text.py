"""What people write, checked: never empty, never endless, never with characters that no screen shows."""

import unicodedata

from shared.kernel.refusal import NotWellFormed

LINE, PROSE = 200, 4_000


def line(field: str, value: str) -> str:
    """A title or a name: one line of at most 200 characters."""
    if "\n" in value:
        raise NotWellFormed(where=("input", field), problem=f"{field} is one line")
    return _text(field, value, LINE)


def prose(field: str, value: str, *, required: bool = True) -> str:
    """A reason or a description: at most 4,000 characters."""
    return _text(field, value, PROSE) if required or value else ""


def _text(field: str, value: str, most: int) -> str:
    text = unicodedata.normalize("NFC", value).strip()
    if not text:
        raise NotWellFormed(where=("input", field), problem=f"{field} must say something")
    if len(text) > most:
        raise NotWellFormed(where=("input", field), problem=f"{field} has at most {most} characters, not {len(text)}")
    if any(_unprintable(character) for character in text):
        raise NotWellFormed(where=("input", field), problem=f"{field} holds a control character")
    return text


def _unprintable(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs", "Co"}
