"""The past judged anew: by the rules of then it reads as it was recorded, by others it is told what would change."""

from dataclasses import replace
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from rich.console import Console

from cli import verdicts
from cli.backtesting import Tally, show, tallied
from cli.replaying import Differs, replay_all
from services.gates.contracts.frameworks import Framework, read
from services.gates.contracts.retold import Against, Change
from services.gates.domain.framework.canonical import document
from services.gates.domain.readiness import READINESS, EvaluateReadiness
from shared.events.gates import GateEvaluated, Outcome
from shared.events.readiness import Purpose
from shared.events.verdicts import VerdictOutcome
from shared.eventstore.memory import MemoryLog
from shared.kernel.decider import Asked
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import NOW
from tests.history import TENANT, recorded
from tests.unit.gates.domain.gate.house import (
    DRILL,
    GO,
    GREEN,
    HOUSE,
    LEAD,
    PUBLISHED,
    SPONSOR,
    happened,
    passed,
)
from tests.unit.gateway.gates.barrier import remember

BASELINE = EvaluateReadiness(engagement_id=ENGAGEMENT, evaluation_id=UUID(int=0xBA5E), purpose=Purpose.BASELINE)
NO = replace(GO, decision_id=UUID(int=0x2B), evaluation_id=UUID(int=0x2C), outcome=Outcome.NO_GO, reason="Not yet.")


def evaluated(past: tuple[Any, ...]) -> tuple[Any, ...]:
    asked = Asked(by=LEAD, at=NOW, day=NOW.date())
    return (*past, *READINESS.decide(BASELINE, READINESS.replay(recorded(past)), asked))


PAST = passed(*evaluated(happened(tuple(each for each in GREEN if each != DRILL), NO, SPONSOR)), DRILL)


async def log_of(*facts: Any) -> MemoryLog:  # noqa: ANN401 - any facts
    log = MemoryLog(lambda: NOW)
    await remember(log, facts)
    return log


def stricter(**changed: str) -> Framework:
    """The house's framework with parts of its text exchanged, as its version 2."""
    text = document(HOUSE)
    for before, after in {'"version":1': '"version":2', **changed}.items():
        assert before in text
        text = text.replace(before, after)
    return read(text)


def console() -> Console:
    return Console(file=StringIO(), width=140)


def printed(to: Console) -> str:
    assert isinstance(to.file, StringIO)
    return to.file.getvalue()


@pytest.mark.req("X2")
async def test_every_verdict_ever_given_recomputes_equal() -> None:
    to = console()
    await replay_all(await log_of(*PAST), to)
    assert f"{TENANT}  3 verdicts, all as recorded" in printed(to)


@pytest.mark.req("X2")
@pytest.mark.parametrize("page", [1, 2, 7])
async def test_it_is_the_same_however_the_log_is_read(page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdicts, "PAGE", page)
    to = console()
    await replay_all(await log_of(*PAST), to)
    assert "3 verdicts" in printed(to)


@pytest.mark.req("X2")
async def test_the_first_verdict_that_differs_is_named() -> None:
    number, event = next((n, each) for n, each in enumerate(PAST) if isinstance(each, GateEvaluated))
    forged = replace(event, verdict=replace(event.verdict, outcome=VerdictOutcome.PASS))
    log = await log_of(*PAST[:number], forged, *PAST[number + 1 :])
    with pytest.raises(Differs, match=f"tenant {TENANT}, event {number + 1}, .*: verdict: it was pass, and is"):
        await replay_all(log, console())


@pytest.mark.req("X2")
async def test_an_altered_framework_is_named() -> None:
    altered = replace(PUBLISHED, document=PUBLISHED.document.replace("gaps.blocking == 0", "gaps.blocking >= 0"))
    assert altered != PUBLISHED
    log = await log_of(*(altered if each == PUBLISHED else each for each in PAST))
    with pytest.raises(Differs, match="framework house 1"):
        await replay_all(log, console())


@pytest.mark.req("X7")
async def test_a_framework_over_its_own_history_changes_nothing() -> None:
    log = await log_of(*PAST)
    before = await log.head(TENANT)
    assert await tallied(log, HOUSE, Against(name="house"), console()) == Tally(judged=3, changed={})
    assert await log.head(TENANT) == before


@pytest.mark.req("X7")
async def test_what_another_framework_would_have_said_is_counted() -> None:
    candidate = stricter(**{"gaps.blocking == 0": "gaps.blocking > 0"})
    found = await tallied(await log_of(*PAST), candidate, Against(name="house"), console())
    assert found.judged == 3
    assert found.changed == {
        Change(code="house/no_blockers", before="met", after="not_met"): 3,
        Change(code="", before="incomplete", after="fail"): 2,
        Change(code="", before="pass", after="fail"): 1,
    }


@pytest.mark.req("X7")
async def test_a_framework_of_another_name_takes_the_place_of_the_one_that_is_named() -> None:
    candidate = stricter(**{'"name":"house"': '"name":"cottage"'})
    log = await log_of(*PAST)
    assert (await tallied(log, candidate, Against(name="house", version=1), console())).changed == {}


@pytest.mark.req("X7")
@pytest.mark.parametrize("against", [Against(name="house", version=2), Against(name="fairway")])
async def test_verdicts_of_others_are_passed_over(against: Against) -> None:
    assert await tallied(await log_of(*PAST), HOUSE, against, console()) == Tally(judged=0, changed={})


def test_what_would_change_is_shown_by_criterion() -> None:
    to = console()
    change = Change(code="house/no_blockers", before="met", after="not_met")
    show(Tally(judged=3, changed={change: 2, Change(code="", before="pass", after="fail"): 1}), HOUSE, LAST, to)
    lines = [line.split() for line in printed(to).splitlines()]
    assert ["the", "verdict", "pass", "fail", "1"] in lines
    assert ["house/no_blockers", "met", "not_met", "2"] in lines
    assert "3 verdicts of house, version 1, under house version 1:" in printed(to)


def test_where_nothing_would_change_that_is_said() -> None:
    to = console()
    show(Tally(judged=3, changed={}), HOUSE, Against(name="house"), to)
    assert "every version" in printed(to)
    assert "Nothing would have been said otherwise." in printed(to)


LAST = Against(name="house", version=1)
