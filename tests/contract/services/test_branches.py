"""What is asked of a branch: as the trunk where the same happens on it, by every question, in process and over HTTP."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Any, TypeAlias, get_args, get_type_hints
from uuid import UUID

import pytest
import pytest_asyncio

from gateway.schema.forks import ASSUMABLE, MOST_EVENTS
from gateway.schema.ids import uuid_of
from services.engagement.contract import CONTRACT
from services.gates.contract import decisions_of
from services.gates.contracts import criteria, evidence, verdicts
from shared.authority.grants import WHOLE_TENANT
from shared.events.stages import Stage
from shared.eventstore.log import Entry
from shared.projecting.as_of import Assumed, AtSeq, Branch, Source
from shared.projecting.filtering import EVERYTHING
from shared.projecting.pages import PageAsk
from shared.projecting.paging import Window
from shared.web.backend import Backend
from tests.acceptance.api.recording import Run
from tests.contract.services.asking import UNKNOWN, ids, keys_of, more_of
from tests.contract.services.conftest import Reach

Asking: TypeAlias = list[tuple[Callable[..., Any], Sequence[Any], Mapping[str, Any]]]
ALL, STRETCHES, PAGE = CONTRACT.questions, 2, 1_000


def assumed(entry: Entry) -> Assumed:
    return Assumed(
        type=entry.type,
        schema_version=entry.schema_version,
        data=entry.data.decode(),
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        version=entry.version,
    )


async def history(life: Run) -> Sequence[Entry]:
    found: list[Entry] = []
    ledger, head = life.running.fairway.ledger, life.moments[-1].seq
    while len(found) < head:
        found += await ledger.events(
            life.desk.tenant, WHOLE_TENANT, after=len(found), until=head, limit=PAGE, engagement_id=None, types=()
        )
    return found


async def stretches(life: Run) -> list[list[Entry]]:
    """Where for a while nothing happened but in the engagement, the longest first, each as long as may be assumed."""
    engagement = uuid_of("Engagement", life.ids["engagement"])
    runs = [list(of) for _, of in groupby(await history(life), key=lambda each: each.engagement_id)]
    mine = sorted((each for each in runs if each[0].engagement_id == engagement), key=len, reverse=True)
    return [each[-MOST_EVENTS:] for each in mine[:STRETCHES]]


def branch(entries: Sequence[Entry]) -> Branch:
    first, last = entries[0], entries[-1]
    assert first.engagement_id
    since = AtSeq(seq=first.seq - 1)
    at = last.recorded_at
    return Branch(engagement_id=first.engagement_id, since=since, assumed=tuple(map(assumed, entries)), at=at)


@pytest_asyncio.fixture(scope="module")
async def asking(life: Run) -> Asking:
    """Every question of the engagement service, with its keys and what else it takes."""
    found = await ids(life)
    return [
        (each, [UNKNOWN, *found] if of_ids(each) else await keys_of(each, life), more_of(each, life)) for each in ALL
    ]


def of_ids(question: Callable[..., Any]) -> bool:
    hints = get_type_hints(question)
    return get_args(hints[list(hints)[2]]) == (UUID,)


async def asked(life: Run, service: Backend, source: Source, asking: Asking) -> Mapping[str, Any]:
    return {
        question.__name__: await service.ask(life.desk.tenant, WHOLE_TENANT, source, question, keys, **more)
        for question, keys, more in asking
    }


@pytest.mark.req("X13")
async def test_a_branch_on_which_happens_what_happened_reads_as_the_trunk_by_every_question(
    here: Reach, life: Run, asking: Asking
) -> None:
    (entries, *_) = await stretches(life)
    assert len(entries) > 10
    end = AtSeq(seq=entries[-1].seq)
    assert await asked(life, here.service, branch(entries), asking) == await asked(life, here.service, end, asking)


@pytest.mark.req("X13")
async def test_an_empty_branch_reads_as_the_trunk_by_every_question_and_nothing_is_recorded(
    here: Reach, life: Run, asking: Asking
) -> None:
    before = await here.ledger.head(life.desk.tenant)
    end, engagement = life.moments[-1], uuid_of("Engagement", life.ids["engagement"])
    empty = Branch(engagement_id=engagement, since=AtSeq(seq=end.seq), assumed=(), at=end.at)
    assert await asked(life, here.service, empty, asking) == await asked(life, here.service, empty.since, asking)
    assert await here.ledger.head(life.desk.tenant) == before


@pytest.mark.req("X13")
async def test_gates_judge_a_branch_as_the_trunk(life: Run) -> None:
    engagement = uuid_of("Engagement", life.ids["engagement"])
    for entries in await stretches(life):
        end = AtSeq(seq=entries[-1].seq)
        for question, keys, more in questions(engagement, life):
            found = [
                await life.running.fairway.gates.service.ask(
                    life.desk.tenant, WHOLE_TENANT, source, question, keys, **more
                )
                for source in (branch(entries), end)
            ]
            assert found[0] == found[1], question.__name__


def questions(engagement: UUID, life: Run) -> Asking:
    day = life.moments[-1].at.date()
    at = [decisions_at(engagement, stage) for stage in Stage]
    what_if = verdicts.WhatIf(
        engagement_id=engagement,
        stage=None,
        framework=None,
        facts=(verdicts.AssumedFact(name="gaps.open", value="0"),),
    )
    measured = [verdicts.Measured(engagement_id=engagement, stage=stage) for stage in (None, *Stage)]
    return [
        (verdicts.verdicts_of, measured, {"day": day}),
        (verdicts.decays_of, [engagement], {"day": day, "until": day + timedelta(days=400)}),
        (verdicts.what_ifs_of, [what_if], {"day": day}),
        (verdicts.readiness_of, [engagement], {}),
        (verdicts.gates_of, at, {}),
        (decisions_of, at, {}),
        (criteria.criteria_sets_of, [engagement], {}),
        (evidence.evidence_pages_of, [engagement], {"ask": PageAsk(window=Window(limit=100))}),
        (evidence.evidence_counts_of, [engagement], {"wanted": EVERYTHING}),
    ]


def decisions_at(engagement: UUID, stage: Stage) -> verdicts.Gate:
    return verdicts.Gate(engagement_id=engagement, stage=stage)


async def test_a_branch_has_one_answer_in_process_and_over_http(
    here: Reach, there: Reach, life: Run, asking: Asking
) -> None:
    (entries, *_) = await stretches(life)
    short, some = branch(entries[:3]), asking[::20]
    assert await asked(life, here.service, short, some) == await asked(life, there.service, short, some)


async def test_what_may_be_assumed_is_what_the_log_holds_of_engagements(life: Run) -> None:
    entries = await history(life)
    assert {each.type for each in entries if each.engagement_id} <= ASSUMABLE
    assert not {each.type for each in entries if each.engagement_id is None} & ASSUMABLE
