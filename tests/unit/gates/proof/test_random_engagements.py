"""Random engagements, decided on in one place and judged anew in another: not a byte of any verdict differs.

Both editions of the framework that ships, with evidence of every kind, revised, run out and withdrawn; with words,
blocks, exemptions and waivers, given and taken back; with sign-offs; in any of the tenant's time zones.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import orjson
import pytest

from services.gates.contracts.retold import Against, Given, Retold, rejudged
from services.gates.domain.framework.model import Framework
from services.gates.domain.verdict.asked import required_of
from services.gates.domain.verdict.canonical import domain_digest
from shared.events.gates import GateDecided, Outcome, SignOffRecorded
from shared.events.registry import schema_version
from shared.events.verdicts import CriterionState, Verdict, VerdictOutcome
from shared.eventstore.codec import read
from tests.architecture.tree import ROOT
from tests.fact_sheet import log
from tests.unit.gates.proof.drawn import life

ELSEWHERE = {
    "PYTHONHASHSEED": "20260302",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
}
BACK_TESTED = 7
"""By the edition that it was held to, every so many engagements: an odd number, so that both editions are."""
EVERYTHING = {*VerdictOutcome, *CriterionState, Outcome.GO, Outcome.HOLD, Outcome.NO_GO}


def decided_elsewhere(engagements: int) -> Iterator[list[object]]:
    """By a process with another locale, time zone and hash seed, as the log holds it."""
    command = [sys.executable, "-m", "tests.unit.gates.proof.lived", str(engagements)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=os.environ | ELSEWHERE)  # noqa: S603 - own module
    for line in done.stdout.splitlines():
        named = (each.partition(b" ") for each in line.split(b"\t"))
        yield [read(name.decode(), schema_version(name.decode()), data) for name, _, data in named]


def same(one: Verdict, other: Verdict) -> bool:
    return orjson.dumps(one) == orjson.dumps(other)


def own(framework: Framework) -> Against:
    return Against(name=framework.name, version=framework.version)


def signed_for(framework: Framework, given: Given, decided: Sequence[object]) -> None:
    """Whoever let a gate pass signed for just what the verdict says of their domain."""
    for each in decided:
        if isinstance(each, SignOffRecorded):
            required = required_of((framework,), each.stage, each.domain)
            assert domain_digest(given.then, each.domain, required) == each.digest


@pytest.mark.req("X2", "X7")
@pytest.mark.parametrize("engagements", [1_000, pytest.param(20_000, marks=pytest.mark.soak)])
def test_every_verdict_recomputes_equal_in_other_surroundings(engagements: int) -> None:
    found = Counter[object]()
    for number, decided in enumerate(decided_elsewhere(engagements)):
        lived = life(number)
        verdicts = list(Retold().take(log((*lived.happened, *decided))))
        for given in verdicts:
            assert same(given.anew((lived.framework,)), given.then)
            found.update([given.then.outcome, *(each.state for each in given.then.criteria)])
        signed_for(lived.framework, verdicts[-1], decided)
        found.update(each.outcome for each in decided if isinstance(each, GateDecided))
        if number % BACK_TESTED == 0:
            assert rejudged(verdicts[-1], lived.framework, own(lived.framework), {}) == ()
    assert set(found) >= EVERYTHING
    assert sum(found[each] for each in VerdictOutcome) >= engagements
