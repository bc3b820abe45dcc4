"""What a framework may look like, and everything that is told of one that does not."""

import json
from hashlib import sha256
from time import process_time

import pytest
import rfc8785

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.framework.reading import FrameworkInvalid, read
from services.gates.domain.framework.shipped import FRAMEWORKS
from shared.events.people import Role

pytestmark = pytest.mark.req("RSG4")

SMALL = """\
name: clinic
version: 3
title: {en: Clinical safety, fr: Sécurité clinique}
domains:
  - {name: safety, en: Safety, fr: Sécurité, signs: [business_owner, sponsor]}
evidence:
  - {name: drill, en: A drill, fr: Un exercice, values: {minutes: count}}
criteria:
  - code: drilled
    number: 1
    domain: safety
    statement: {en: It was drilled., fr: Exercice fait.}
    holds:
      - code: fast
        rule: evidence_drill.minutes <= 5
        en: It took five minutes.
        fr: Cela a pris cinq minutes.
    fresh: [{since: evidence_drill.submitted_on, days: 90}]
    evidence: [{kind: drill, days: 90}]
    attestation: {roles: [business_owner], days: 30}
gates:
  - stage: adoption
    criteria: [drilled]
    requirements:
      - {code: owner, rule: ownership.owner, en: It is owned., fr: Il a un propriétaire.}
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(FrameworkInvalid) as caught:
        read(text)
    return [str(mistake) for mistake in caught.value.mistakes]


def with_line(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def test_a_framework_is_read_with_all_that_it_says() -> None:
    framework = read(SMALL)
    criterion = framework.criteria[0]
    assert (framework.name, framework.version, framework.title.fr) == ("clinic", 3, "Sécurité clinique")
    assert framework.domains[0].signs == {Role.BUSINESS_OWNER, Role.SPONSOR}
    assert framework.evidence[0].values == {"minutes": "count"}
    assert criterion.holds[0].rule == "evidence_drill.minutes <= 5"
    assert (criterion.fresh[0].days, criterion.waivable, criterion.current) == (90, True, ())
    assert framework.gates[0].criteria == ("drilled",)
    assert not framework.gates[0].requirements[0].waivable


@pytest.mark.parametrize("framework", [read(SMALL), *FRAMEWORKS.values()])
def test_its_document_is_canonical_json_and_reads_back_as_the_same_framework(framework: object) -> None:
    assert isinstance(framework, type(read(SMALL)))
    text = document(framework)
    assert rfc8785.dumps(json.loads(text)) == text.encode()
    assert digest(framework) == sha256(text.encode()).hexdigest()
    assert read(text) == framework


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version: 3\n", "version: 3\nowner: me\n", "3:1: owner is not a field here; the fields are name, version"),
        ("version: 3\n", "", "1:1: version is missing"),
        ("version: 3", "version: three", "2:10: this is a whole number from 1 to 9999"),
        ("version: 3", "version: 0", "2:10: this is a whole number from 1 to 9999"),
        ("version: 3", "version: 3\nversion: 4", "3:1: version stands here twice"),
        ("name: clinic", "name: My Clinic", "1:7: a name is lower case letters"),
        ("name: clinic", "name: [clinic]", "1:7: a single value stands here"),
        ("{en: Clinical safety, fr: Sécurité clinique}", "{en: Clinical safety}", "3:8: fr is missing"),
        ("fr: Sécurité clinique", 'fr: " "', "3:34: this must say something"),
        ("It was drilled.", "x" * 601, "12:21: this has at most 600 characters, not 601"),
        ("signs: [business_owner, sponsor]", "signs: [boss]", "5:54: boss is none of administrator"),
        ("signs: [business_owner, sponsor]", "signs: []", "5:53: somebody signs for a domain: name a role"),
        ("[business_owner, sponsor]", "[sponsor, sponsor]", "5:63: the role sponsor stands there twice"),
        ("[business_owner, sponsor]", "sponsor", "5:53: a list stands here"),
        ("values: {minutes: count}", "values: {minutes: long}", "7:67: long is none of truth, count, decimal"),
        ("values: {minutes: count}", "values: {present: truth}", "7:58: present is told of every piece of evidence"),
        ("values: {minutes: count}", "values: {minutes.: count}", "7:58: a value is named like the rest, in parts"),
        (
            "values: {minutes: count}",
            "values: {minutes: count, drill.at: day, drill_at: day}",
            "7:89: rules know another value as drill_at already",
        ),
        ("values: {minutes: count}", "values: [minutes]", "7:57: names of values stand here"),
        ("minutes <= 5", "minute <= 5", "15:15: there is no fact evidence_drill.minute: is evidence_drill.minutes"),
        ("minutes <= 5", "minutes <= ", "15:40: a fact or a value is missing here"),
        ("rule: evidence_drill.minutes <= 5", 'rule: "evidence_drill.minutes && true"', "15:39: && does not go with"),
        (
            "rule: evidence_drill.minutes <= 5",
            "rule: >-\n          ownership.owner\n          && ownership.ovner",
            "17:14: there is no fact ownership.ovner",
        ),
        ("values: {minutes: count}", "values: {valid_from: day}", "7:58: valid_from is told of every piece"),
        ("values: {minutes: count}", "values: {content: text}", "7:58: content is told of every piece"),
        ("domain: safety", "domain: safty", "11:13: there is no domain safty: is safety meant?"),
        ("days: 90}]\n    evidence", "days: 4000}]\n    evidence", "18:56: this is a whole number from 0 to 3650"),
        ("since: evidence_drill.submitted_on", "since: ownership.owner", "18:21: ownership.owner is no day"),
        ("since: evidence_drill.submitted_on", "since: evidence_drill.on", "18:21: there is no fact evidence_drill.on"),
        ("{kind: drill,", "{kind: dril,", "19:23: there is no kind of evidence dril: is drill meant?"),
        ("roles: [business_owner]", "roles: []", "20:26: somebody attests: name a role"),
        ("stage: adoption", "stage: orbit", "22:12: orbit is none of assessment, closure"),
        ("criteria: [drilled]", "criteria: [dirlled]", "23:16: there is no criterion dirlled: is drilled meant?"),
        ("criteria: [drilled]", "criteria: [drilled, drilled]", "23:25: the criterion drilled stands there twice"),
        ("rule: ownership.owner,", "rule: gaps.open,", "25:29: a rule is true or false, and this is a count"),
        ("fr: Il a un propriétaire.}", "fr: Oui., waivable: maybe}", "25:84: this is true or false"),
        (
            "  - code: drilled\n",
            "  - {code: drilled, number: 1, domain: safety, statement: {en: A, fr: B}}\n  - code: drilled\n",
            "9:5: nothing decides this criterion",
        ),
        (
            "criteria:\n  - code",
            "  - {name: drill, en: A, fr: B}\ncriteria:\n  - code",
            "8:12: the kind drill stands there twice",
        ),
        (
            "evidence:\n  - {name",
            "  - {name: law, en: Law, fr: Droit, signs: [sponsor]}\nevidence:\n  - {name",
            "6:5: no criterion belongs to the domain law, and no requirement",
        ),
        (
            "    criteria: [drilled]\n    requirements:\n",
            "    criteria: []\n    requirements: []\nno:\n",
            "22:5: a gate asks",
        ),
        ("criteria:\n  - code", "criteria:\n  - drilled\n  - code", "9:5: fields stand here: code, number, domain"),
        ("rule: evidence_drill.minutes <= 5", "rule: [true]", "15:15: a single value stands here"),
        ("stage: adoption", "stage: {adoption: 1}", "22:12: a single value stands here"),
        (
            "{minutes: count}",
            "{minutes: count, " + ", ".join(f"v{n}: count" for n in range(20)) + "}",
            "7:57: a kind has at most 20 values, not 21",
        ),
        (
            "criteria: [drilled]\n    requirements:\n",
            "criteria: [drilled]\n    requirements:\n"
            + "".join(f"      - {{code: c{n}, rule: ownership.owner, en: A, fr: B}}\n" for n in range(30)),
            "55:9: there are at most 30 of these, not 31",
        ),
        ("name: clinic", "name: *clinic", "1:7: write this out: aliases are not read"),
        ("name: clinic", "name: [[[[[[[[[[[[[[", "1:18: this is nested too deeply"),
        ("name: clinic", "name: {clinic", "2:8: did not find expected"),
        ("name: clinic", "? [a]\n: b\nname: clinic", "1:3: a key is a word"),
    ],
)
def test_a_mistake_is_told_at_its_line_and_column(old: str, new: str, told: str) -> None:
    found = mistakes(with_line(old, new))
    assert any(each.startswith(told) for each in found), found


def test_all_mistakes_are_told_at_once_in_the_order_of_their_places() -> None:
    text = (
        SMALL.replace("version: 3", "version: x")
        .replace("domain: safety", "domain: law")
        .replace("<= 5", "<= 'five'")
        .replace("stage: adoption", "stage: orbit")
        .replace("rule: ownership.owner", "rule: ownership.owner &&")
    )
    assert [each.split(": ")[0] for each in mistakes(text)] == ["2:10", "5:5", "11:13", "15:38", "22:12", "25:47"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a\n- b",
        "just words",
        "{",
        "a: &x [1]\nb: *x",
        "\x00",
        "name: \ud800",
        "a: 1\n---\nb: 2",
        "&a [*a]",
        "[" * 99_000,
        "{" * 99_000,
        "x" * 100_001,
        "a: !!python/object:os.system x",
        "- " * 40_000,
        "? " * 40_000,
        '"' * 50_000,
    ],
    ids=range(16),
)
def test_what_is_no_framework_is_told_so_at_once(text: str) -> None:
    started = process_time()
    assert mistakes(text)
    assert process_time() - started < 1


def test_a_framework_that_no_event_could_hold_is_refused() -> None:
    word = "x" * 600
    kinds = "\n".join(f"  - {{name: kind_{n}, en: {word}, fr: {word}}}" for n in range(50))
    assert mistakes(with_line("evidence:\n", f"evidence:\n{kinds}\n"))[0].startswith("1:1: as it is recorded this has")


def test_there_are_bounds_to_how_many_parts_it_has() -> None:
    kinds = "\n".join(f"  - {{name: kind_{n}, en: A, fr: B}}" for n in range(60))
    found = mistakes(with_line("evidence:\n", f"evidence:\n{kinds}\n"))
    assert found[0] == "67:5: there are at most 60 of these, not 61"
