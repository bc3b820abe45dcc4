"""A role that was vacated blocks going live at once, until somebody else is named."""

from dataclasses import replace
from typing import Any, TypeAlias
from uuid import UUID

import pytest

from services.engagement.domain.go_live import GO_LIVE
from services.engagement.domain.go_live.blockers import Blocker, blockers
from services.engagement.domain.go_live.commands import told, understood
from services.engagement.domain.go_live.rules import faced
from services.engagement.domain.go_live_policy import BlockerCode
from tests.facts import accountability, gaps, sources
from tests.facts.go_live import READY
from tests.facts.people import BO, CLEO, NOW

Fact: TypeAlias = Any


def found(*facts: Fact) -> tuple[Blocker, ...]:
    return blockers(faced(GO_LIVE.replay((*READY, *facts)), NOW.date().replace(day=11)))


@pytest.mark.req("RSG6", "RO4")
@pytest.mark.parametrize(
    ("code", "subject", "before", "left", "named"),
    [
        (
            BlockerCode.MODEL_ACCOUNTABILITY_VACATED,
            None,
            (accountability.ACCOUNTABILITY_ASSIGNED,),
            accountability.ACCOUNTABILITY_VACATED,
            replace(accountability.ACCOUNTABILITY_ASSIGNED, person=BO),
        ),
        (
            BlockerCode.DATA_SOURCE_OWNER_VACATED,
            sources.SOURCE_ID,
            (),
            sources.SOURCE_OWNER_LEFT,
            sources.SOURCE_OWNER_NAMED,
        ),
        (
            BlockerCode.GAP_OWNER_VACATED,
            gaps.GAP_ID,
            (gaps.OPENED, gaps.OWNED),
            gaps.OWNER_LEFT,
            replace(gaps.OWNED, owner=CLEO),
        ),
    ],
)
def test_a_vacated_role_blocks_at_once_until_somebody_is_named(
    code: BlockerCode, subject: UUID | None, before: tuple[Fact, ...], left: Fact, named: Fact
) -> None:
    assert found(*before) == ()
    assert found(*before, left) == (Blocker(code=code, subject=subject),)
    assert found(*before, left, named) == ()


@pytest.mark.req("RO4")
def test_whoever_left_a_gap_that_is_closed_is_not_missed() -> None:
    assert found(gaps.OPENED, gaps.OWNED, gaps.OWNER_LEFT, gaps.CANCELLED) == ()
    resolved = (gaps.OPENED, gaps.OWNED, gaps.BEGUN, gaps.RESOLVED, gaps.OWNER_LEFT)
    assert found(*resolved) == ()
    assert [each.code for each in found(*resolved, gaps.REOPENED)] == [BlockerCode.GAP_OWNER_VACATED]


@pytest.mark.req("RO4")
def test_what_was_vacated_travels_as_words() -> None:
    several = tuple(
        Blocker(code=code, subject=subject)
        for code, subject in (
            (BlockerCode.MODEL_ACCOUNTABILITY_VACATED, None),
            (BlockerCode.DATA_SOURCE_OWNER_VACATED, sources.SOURCE_ID),
        )
    )
    assert understood(told(several)) == several
