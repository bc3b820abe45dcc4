"""What backs a claim: an artefact's digest, where it lies, and what it shows."""

import re

from shared.events.gaps import Evidence
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import prose

DIGEST = re.compile(r"[0-9a-f]{64}")
LINK = re.compile(r"https?://[^/?#@]+([/?#].*)?|urn:[a-z0-9][a-z0-9-]{0,31}:.+", re.IGNORECASE)
LONGEST_LINK = 2_000
NEVER_IN_A_LINK = frozenset(' "<>\\')


def digested(field: str, value: str, *within: str) -> str:
    """`within` names the input that the field lies in, where it is not the command's own."""
    if not DIGEST.fullmatch(value):
        problem = f"{field} is a SHA-256: 64 hexadecimal digits in lower case"
        raise NotWellFormed(where=("input", *within, field), problem=problem)
    return value


def checked(evidence: Evidence) -> Evidence:
    digested("digest", evidence.digest, "evidence")
    if len(evidence.link) > LONGEST_LINK or not _leads_somewhere(evidence.link):
        raise _not_well_formed("link", "link is an http or https address without a user name, or a URN")
    return Evidence(digest=evidence.digest, link=evidence.link, note=prose("note", evidence.note))


def _leads_somewhere(link: str) -> bool:
    plain = link.isascii() and link.isprintable() and NEVER_IN_A_LINK.isdisjoint(link)
    return plain and LINK.fullmatch(link) is not None


def _not_well_formed(field: str, problem: str) -> NotWellFormed:
    return NotWellFormed(where=("input", "evidence", field), problem=problem)
