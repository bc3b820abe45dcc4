"""What counts as evidence: a digest, an address, and a word on what it shows."""

import pytest

from services.engagement.domain.evidence import checked
from shared.events.gaps import Evidence
from shared.kernel.refusal import NotWellFormed

pytestmark = pytest.mark.req("RA9")

DIGEST, LINK, NOTE = "9f" * 32, "https://evidence.example/scan.pdf", "No public route is left."


def evidence(digest: str = DIGEST, link: str = LINK, note: str = NOTE) -> Evidence:
    return Evidence(digest=digest, link=link, note=note)


def refused_field(wrong: Evidence) -> str:
    with pytest.raises(NotWellFormed) as refused:
        checked(wrong)
    assert refused.value.where[0] == "input"
    return refused.value.where[-1]


@pytest.mark.parametrize("digest", ["", "9f" * 31, "9f" * 33, "9F" * 32, "zz" * 32, DIGEST + "\n"])
def test_the_digest_is_sha_256_in_lower_case_hex(digest: str) -> None:
    assert refused_field(evidence(digest=digest)) == "digest"


@pytest.mark.parametrize(
    "link",
    [
        "",
        "scan.pdf",
        "ftp://evidence.example/scan.pdf",
        "javascript:alert(1)",
        "https://",
        "https:///scan.pdf",
        "https://bo:secret@evidence.example/scan.pdf",
        "https://evidence.example/a b",
        "https://evidence.example/\n",
        'https://evidence.example/"onload="',
        "https://evidence.example/é",
        "urn:isbn",
        "urn::1",
        "see https://evidence.example/scan.pdf",
        "https://evidence.example/" + "x" * 1_976,
    ],
)
def test_a_link_that_leads_nowhere_is_refused(link: str) -> None:
    assert refused_field(evidence(link=link)) == "link"


@pytest.mark.parametrize(
    "link",
    [
        "http://evidence.example",
        "https://evidence.example:8443/scans?of=2026#page=2",
        "https://evidence.example?of=2026",
        "https://[2001:db8::1]/scan",
        "https://evidence.example/by@bo",
        "urn:isbn:9780134494166",
        "URN:UUID:3f2c",
        "https://evidence.example/" + "x" * 1_975,
    ],
)
def test_a_link_is_a_web_address_or_a_urn(link: str) -> None:
    assert checked(evidence(link=link)) == evidence(link=link)


def test_the_note_says_what_the_artefact_shows() -> None:
    assert refused_field(evidence(note=" \n")) == "note"
    assert checked(evidence(note=f" {NOTE}\n")) == evidence()
