"""A branch: the rows as they would be if assumed events had followed on a position, and nothing that is stored."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shared.eventstore.log import Entry
from shared.kernel.refusal import AssumptionDoesNotFit
from shared.projecting.as_of import Assumed, AtSeq, Branch
from shared.projecting.branching import Branching
from shared.projecting.folding import Folds
from tests.sample.history import HISTORIES, Recording, Step, happened
from tests.sample.stage import Stage
from tests.sample.things import LANGUAGE, THINGS

RANDOM = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
OPENED, RENAMED, RATED, WITHDRAWN, CLOSED = range(5)
STORY: list[Step] = [(1, OPENED, 2), (1, RENAMED, 1), (2, OPENED, 0), (1, RATED, 2), (1, CLOSED, 0), (4, OPENED, 1)]


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


def branch(entries: Sequence[Entry], since: int, until: int) -> Branch | None:
    """What followed on `since`, as if it were assumed; None: it is not all of one engagement."""
    tail = entries[since:until]
    owner = tail[0].engagement_id if tail else entries[0].engagement_id
    if owner is None or any(each.engagement_id != owner for each in tail):
        return None
    at = entries[max(until, 1) - 1].recorded_at
    return Branch(engagement_id=owner, since=AtSeq(seq=since), assumed=tuple(map(assumed, tail)), at=at)


async def recorded(stage: Stage, steps: Sequence[Step]) -> tuple[Recording, Sequence[Entry]]:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, steps))
    await stage.projector().catch_up()
    return recording, await stage.log.after(recording.tenant, 0, 1_000)


async def rows(stage: Stage, recording: Recording, source: Branch) -> dict[str, list[object]]:
    branching = Branching(folds=Folds(stage.views.projections), language=LANGUAGE)
    async with stage.reading().of(recording.tenant) as reader:
        folded = await branching.folded(reader, recording.tenant, source)
    return await stage.rows(recording.tenant, folded)


@pytest.mark.req("X13")
@RANDOM
@given(steps=HISTORIES, place=st.integers(0, 40), length=st.integers(0, 6))
async def test_a_branch_on_which_happens_what_happened_reads_as_the_trunk(
    stage: Stage, steps: list[Step], place: int, length: int
) -> None:
    recording, entries = await recorded(stage, steps)
    since = min(place, len(entries))
    before = await stage.stored(recording.tenant)
    for until in range(since, min(since + length, len(entries)) + 1):
        source = branch(entries, since, until)
        if source is not None:
            assert await rows(stage, recording, source) == await stage.as_of(recording.tenant, until), (since, until)
    assert await stage.stored(recording.tenant) == before


@pytest.mark.req("X13")
async def test_an_empty_branch_reads_as_the_trunk_at_every_position(stage: Stage) -> None:
    recording, entries = await recorded(stage, STORY)
    for seq in range(len(entries) + 1):
        source = branch(entries, seq, seq)
        assert source
        assert await rows(stage, recording, source) == await stage.as_of(recording.tenant, seq)


@pytest.mark.req("X13")
async def test_what_is_about_another_engagement_or_about_what_is_not_there_does_not_fit(stage: Stage) -> None:
    recording, entries = await recorded(stage, STORY)
    source = branch(entries, 1, 2)
    assert source
    foreign = replace(source, engagement_id=entries[2].engagement_id or recording.tenant)
    absent = replace(source, since=AtSeq(seq=0))
    for each in (foreign, absent):
        with pytest.raises(AssumptionDoesNotFit) as refused:
            await rows(stage, recording, each)
        assert refused.value.details == {"number": 1, "type": "ThingRenamed"}


async def test_rows_that_no_assumption_is_about_are_those_of_the_position(stage: Stage) -> None:
    recording, entries = await recorded(stage, STORY)
    source = branch(entries, 5, 6)
    assert source
    found = await rows(stage, recording, source)
    assert len(found[THINGS.name]) == len((await stage.as_of(recording.tenant, 5))[THINGS.name]) + 1


async def test_a_branch_is_read_by_nobody_before_it_is_folded(stage: Stage) -> None:
    _, entries = await recorded(stage, STORY)
    source = branch(entries, 1, 1)
    assert source
    with pytest.raises(TypeError):
        select(source.of(THINGS))
