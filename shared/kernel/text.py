"""What people write, checked: never empty, never endless, never with what no screen shows or what misleads a reader."""

import unicodedata

from shared.kernel.refusal import NotWellFormed

LINE, PROSE = 200, 4_000
JOINERS = frozenset("\u200c\u200d")
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and a symbol in name, and nothing on a screen
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def line(field: str, value: str) -> str:
    """A title or a name: one line of at most 200 characters, in which all can be seen."""
    if value.isascii() and value.isprintable() and 0 < len(short := value.strip()) <= LINE:
        return short  # nothing of what is looked for below is among these characters
    if "\n" in value:
        raise NotWellFormed(where=("input", field), problem=f"{field} is one line")
    text = _text(field, value, LINE)
    for at, character in enumerate(text):
        if _hidden(character) and not (character in JOINERS and _joins(text, at)):
            raise _misleading(field, character)
    return text


def prose(field: str, value: str, *, required: bool = True) -> str:
    """A reason or a description: at most 4,000 characters, that are read in the order in which they stand."""
    if not required and not value:
        return ""
    text = _text(field, value, PROSE)
    for character in text:
        if character in REORDERING:
            raise _misleading(field, character)
    return text


def _text(field: str, value: str, most: int) -> str:
    text = unicodedata.normalize("NFC", value).strip()
    if not any(_visible(character) for character in text):
        raise NotWellFormed(where=("input", field), problem=f"{field} must say something")
    if len(text) > most:
        raise NotWellFormed(where=("input", field), problem=f"{field} has at most {most} characters, not {len(text)}")
    if any(_unprintable(character) for character in text):
        raise NotWellFormed(where=("input", field), problem=f"{field} holds a control character")
    return text


def _visible(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in BLANK


def _hidden(character: str) -> bool:
    return character in BLANK or unicodedata.category(character) in {"Cf", "Zl", "Zp"}


def _joins(text: str, at: int) -> bool:
    """Whether a joiner shapes what stands around it: scripts without capitals, and emoji, are written with joiners."""
    return 0 < at < len(text) - 1 and all(_joinable(text[beside]) for beside in (at - 1, at + 1))


def _joinable(character: str) -> bool:
    shown = _visible(character) or unicodedata.category(character)[0] == "M"
    return shown and not character.isascii() and character.lower() == character.upper()


def _unprintable(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs", "Co"}


def _misleading(field: str, character: str) -> NotWellFormed:
    problem = f"{field} holds the invisible character U+{ord(character):04X}"
    return NotWellFormed(where=("input", field), problem=problem)
