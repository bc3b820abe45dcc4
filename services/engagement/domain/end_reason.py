"""The note beside a named reason to end: where the reason is another one, the note says which."""

from shared.events.endings import EndReason
from shared.kernel.text import prose


def noted(reason: EndReason, note: str) -> str:
    return prose("note", note, required=reason is EndReason.OTHER)
