"""What the catalogue of events says in words: what an event means, and what its fields hold."""

import re
from collections.abc import Mapping
from pathlib import Path

import shared.events
from shared.kernel.record import record

TEXT = Path(shared.events.__file__).with_name("README.md").read_text("utf-8")
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \|$", flags=re.MULTILINE)
FIELD = re.compile(r"(?:^|; )`(\w+)`(?: \((.+?)\))?(?=; `|$)")
SECTION = re.compile(r"^## (\w+)\n\nStream `(.+?)`, recorded by \w+\. (?:Public\. )?(.+)$", flags=re.MULTILINE)


@record
class Described:
    """`fields` holds those that the catalogue says more about than their name does."""

    meaning: str
    fields: Mapping[str, str]


def sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].rstrip('.')}."


def described(noted: str) -> dict[str, str]:
    return {name: sentence(note) for name, note in FIELD.findall(noted) if note}


EVENTS_IN_WORDS: Mapping[str, Described] = {
    name: Described(meaning=sentence(meaning), fields=described(noted)) for name, meaning, noted in ROW.findall(TEXT)
}
STREAMS_IN_WORDS: Mapping[str, str] = {category: about for category, _, about in SECTION.findall(TEXT)}
FORMS: Mapping[str, str] = {category: form for category, form, _ in SECTION.findall(TEXT)}
"""How the ids of a stream are made of what stands in its events."""
