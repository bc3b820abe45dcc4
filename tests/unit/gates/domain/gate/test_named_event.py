"""Whoever notices that a decision fell may say by which event: the same is told, and found sooner."""

from dataclasses import replace
from typing import Any

import pytest

from services.gates.domain.gate.refusals import StandsAsDecided
from tests.facts.gaps import OWNED, RAISED, RESOLVED, VERIFIED
from tests.unit.gates.domain.gate.house import GREEN
from tests.unit.gates.domain.gate.test_outdating import BLOCKED, FALLS, MARK, PASSED, given, outdated

pytestmark = pytest.mark.req("X3")


@pytest.mark.parametrize(("since", "at", "what"), FALLS)
def test_whoever_names_the_event_that_did_it_is_told_the_same(
    since: tuple[Any, ...], at: int, what: tuple[str, str, str, str]
) -> None:
    named = replace(MARK, moved_at=len(PASSED) + at)
    given(*PASSED, *since).when(named).then(outdated(len(PASSED) + at, *what))


def test_whoever_names_another_event_is_told_the_first_that_did_it_as_long_as_something_is_gone() -> None:
    second = replace(MARK, moved_at=len(PASSED) + 2)
    given(*PASSED, RAISED, OWNED).when(second).then(outdated(len(PASSED) + 1, *BLOCKED))
    given(*PASSED, RAISED, RESOLVED, VERIFIED).when(replace(MARK, moved_at=len(PASSED) + 3)).refused(StandsAsDecided)
    given(*PASSED, OWNED).when(replace(MARK, moved_at=1)).refused(StandsAsDecided)


def test_a_decision_without_a_verdict_falls_only_with_the_return_to_its_stage() -> None:
    bare = replace(PASSED[-1], evaluation_id=None)
    given(*GREEN, bare, RAISED).when(replace(MARK, moved_at=len(GREEN) + 2)).refused(StandsAsDecided)
