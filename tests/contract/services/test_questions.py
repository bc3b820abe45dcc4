"""Every question that a contract declares has the same answers in process and over HTTP, to the last type."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from inspect import iscoroutinefunction
from pkgutil import iter_modules
from typing import Any
from uuid import UUID

import pytest

from gateway.schema.ids import uuid_of
from services.engagement import contract, contracts
from services.engagement.contract import (
    CONTRACT,
    GapLine,
    engagements_by_id,
    gap_pages,
    gaps_by_id,
)
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.projecting.as_of import LIVE, AtSeq, Given, Source
from shared.projecting.filtering import AllOf, AnyOf, Compare, Is, NoneOf
from shared.projecting.pages import Order, PageAsk
from shared.projecting.paging import Page, Window
from tests.acceptance.api.recording import Run
from tests.contract.services.asking import keys_of, more_of
from tests.contract.services.conftest import Reach

SOURCES: dict[str, Callable[[Run], Source]] = {
    "live": lambda _: LIVE,
    "at a position": lambda life: AtSeq(seq=life.moments[-4].seq),
    "at a moment": lambda life: AtSeq(seq=life.moments[-4].seq, at=life.moments[-3].at),
}


@pytest.mark.parametrize("question", CONTRACT.questions, ids=lambda question: question.__name__)
async def test_a_question_has_one_answer(here: Reach, there: Reach, life: Run, question: Callable[..., Any]) -> None:
    """That is not nothing all the time: of what has ended, some answer nothing any more."""
    keys, more = await keys_of(question, life), more_of(question, life)
    found: list[Any] = []
    for source in (each(life) for each in SOURCES.values()):
        answers = [
            await reach.service.ask(life.desk.tenant, WHOLE_TENANT, source, question, keys, **more)
            for reach in (here, there)
        ]
        assert answers[0] == answers[1], source
        assert list(map(kinds, answers[0])) == list(map(kinds, answers[1])), source
        found += answers[0]
    assert any(found)


def test_the_contract_lists_every_question_that_it_offers() -> None:
    parts = [import_module(f"{contracts.__name__}.{part.name}") for part in iter_modules(contracts.__path__)]
    offered = {each for module in (contract, *parts) for each in vars(module).values() if iscoroutinefunction(each)}
    assert offered == set(CONTRACT.questions)
    assert len(CONTRACT.questions) == len(offered)


def kinds(answer: object) -> object:
    return [type(each) for each in answer] if isinstance(answer, list | tuple) else type(answer)


def gap_of(life: Run) -> UUID:
    return uuid_of("Gap", life.ids["gap"])


async def test_rows_that_are_handed_in_are_read_instead_of_those_that_stand(reach: Reach, life: Run) -> None:
    engagement_id = uuid_of("Engagement", life.ids["engagement"])
    (row,) = await reach.service.ask(life.desk.tenant, WHOLE_TENANT, LIVE, engagements_by_id, [engagement_id])
    assert row is not None
    assumed = replace(row, name="What if")
    source = Given(rows={"engagements": [assumed]}, otherwise=AtSeq(seq=row.started_seq))
    asked = await reach.service.ask(life.desk.tenant, WHOLE_TENANT, source, engagements_by_id, [engagement_id])
    assert asked == [assumed]


async def test_pages_go_on_after_a_position_of_any_type(reach: Reach, life: Run) -> None:
    """The positions are of moments, texts, numbers, enumerations, ids and of nothing."""
    for column in ("opened_at", "title", "version", "severity", "owner", "due", "deferred_until"):
        order = (Order(column=column),)
        whole = await page(reach, life, PageAsk(order=order, window=Window(limit=100)))
        assert len(whole.rows) > 2
        rest = await page(reach, life, PageAsk(order=order, window=Window(limit=100, after=whole.positions[0])))
        assert rest.rows == whole.rows[1:]
        before = await page(reach, life, PageAsk(order=order, window=Window(limit=100, before=whole.positions[2])))
        assert before.rows == whole.rows[:2]


async def page(reach: Reach, life: Run, ask: PageAsk) -> Page[GapLine]:
    (found,) = await reach.service.ask(life.desk.tenant, WHOLE_TENANT, LIVE, gap_pages, [ask])
    return found


async def test_filters_of_every_shape_find_the_same(here: Reach, there: Reach, life: Run) -> None:
    (gap,) = await here.service.ask(life.desk.tenant, WHOLE_TENANT, LIVE, gaps_by_id, [gap_of(life)])
    assert gap is not None
    shapes = (
        Compare(column="gap_id", how=Is.ONE_OF, values=(gap.gap_id, UUID(int=7))),
        Compare(column="opened_at", how=Is.AT_MOST, values=(gap.opened_at,)),
        AnyOf(of=(Compare(column="due", how=Is.MISSING, values=(True,)), AllOf(of=()))),
        NoneOf(of=(Compare(column="title", how=Is.CONTAINING, values=("matrix",)),)),
        Compare(column="version", how=Is.ABOVE, values=(2,)),
    )
    for wanted in shapes:
        ask = PageAsk(wanted=wanted, window=Window(limit=100))
        assert await page(here, life, ask) == await page(there, life, ask)


async def test_what_may_not_be_read_is_not_in_an_answer(reach: Reach, life: Run) -> None:
    stranger = Readable(engagements=frozenset({UUID(int=7)}))
    assert await reach.service.ask(life.desk.tenant, stranger, LIVE, gaps_by_id, [gap_of(life)]) == [None]
