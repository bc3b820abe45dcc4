"""A poison event stops its own scope and nothing else, and what waited is folded again as if nothing had been."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID

import asyncpg
import pytest

from shared.projecting.builds import State
from shared.projecting.positions import Reached
from shared.projecting.unparking import retry
from tests.sample.history import Happened, Recording, happened, thing_id
from tests.sample.stage import Stage
from tests.sample.things import ADAPTERS, LANGUAGE, RATINGS, THINGS, Rating, ThingOpened, ThingRated, ThingRenamed

OPENED, RENAMED, RATED, WITHDRAWN, CLOSED = range(5)
POISONED = 1  # this thing belongs to ENGAGEMENT
ENGAGEMENT = UUID(int=101)

Poisoning = Callable[[Recording], Awaitable[None]]


async def unknown_event(recording: Recording) -> None:
    await recording.raw(POISONED, ENGAGEMENT, "ThingVanished", b"{}")


async def broken_data(recording: Recording) -> None:
    await recording.raw(POISONED, ENGAGEMENT, "ThingRenamed", b'{"title": "Ana Secret"}')


async def fold_that_raises(recording: Recording) -> None:
    closed = happened(recording.tenant, [(POISONED, OPENED, 0), (POISONED, CLOSED, 0)])[1]
    renamed = ThingRenamed(thing_id=thing_id(recording.tenant, POISONED), title="Ana Secret")
    await recording.append([closed, Happened(event=renamed, thing=POISONED)])


async def text_that_postgres_refuses(recording: Recording) -> None:
    renamed = ThingRenamed(thing_id=thing_id(recording.tenant, POISONED), title="Ana Secret \0")
    await recording.append([Happened(event=renamed, thing=POISONED)])


async def number_that_no_column_holds(recording: Recording) -> None:
    rated = ThingRated(thing_id=thing_id(recording.tenant, POISONED), by=UUID(int=5), stars=2**70)
    await recording.append([Happened(event=rated, thing=POISONED)])


async def row_of_another_scope(recording: Recording) -> None:
    """Another engagement's thing is renamed by an event of this one."""
    renamed = ThingRenamed(thing_id=thing_id(recording.tenant, 2), title="Ana Secret")
    await recording.append([Happened(event=renamed, thing=POISONED)])


KINDS = {
    "UnknownType in ThingVanished in version 1": unknown_event,
    "ValidationError in ThingRenamed in version 1": broken_data,
    "NotOpen in things, fold of ThingRenamed": fold_that_raises,
    "UntranslatableCharacterError in things": text_that_postgres_refuses,
    "Unwritable in ratings": number_that_no_column_holds,
    "ForeignScope in things, fold of ThingRenamed": row_of_another_scope,
}


async def a_history_around(recording: Recording, poisoning: Poisoning) -> int:
    """Gives the position of the last event of the poisoned scope."""
    before = [(thing, OPENED, 1) for thing in range(6)]
    after = [(thing, OPENED, 1) for thing in range(6)] + [(thing, RENAMED, 2) for thing in range(6)]
    events = happened(recording.tenant, before + after)
    await recording.append(events[: len(before)])
    await poisoning(recording)
    await recording.append(events[len(before) :])
    return recording.seq - 4


@pytest.mark.parametrize("size", [1, 1000])
@pytest.mark.parametrize(("error", "poisoning"), KINDS.items())
async def test_a_poison_event_parks_its_scope_and_all_others_go_on(
    stage: Stage, error: str, poisoning: Poisoning, size: int
) -> None:
    recording, filler = stage.recording(), await stage.filler()
    last = await a_history_around(recording, poisoning)
    while (advanced := await filler.advance(recording.tenant, size)) and advanced.more:
        pass
    await stage.projector().catch_up()
    positions = stage.positions()
    (parked,) = await positions.parked()
    assert (parked.tenant, parked.scope, parked.error) == (recording.tenant, str(ENGAGEMENT), error)
    assert "Secret" not in parked.error
    titles = {thing.thing_id: thing.title for thing in (await stage.rows(recording.tenant))["things"]}
    others = {thing_id(recording.tenant, thing) for thing in (0, 2, 3, 5)}
    assert {thing for thing, title in titles.items() if title == "renamed 2"} == others
    assert await positions.reached(recording.tenant, recording.seq, 1) is Reached.REACHED
    assert await positions.reached(recording.tenant, last, 1) is Reached.PARKED
    assert (await positions.position(recording.tenant)).parked == 1


@pytest.mark.parametrize(("error", "poisoning"), KINDS.items())
async def test_a_scope_that_fails_again_stays_parked_with_its_rows_untouched(
    stage: Stage, error: str, poisoning: Poisoning
) -> None:
    recording = stage.recording()
    await a_history_around(recording, poisoning)
    await stage.projector().catch_up()
    before = await stage.stored(recording.tenant)
    assert not await retry(await stage.filler(), recording.tenant, str(ENGAGEMENT))
    assert await stage.stored(recording.tenant) == before
    assert [parked.error for parked in await stage.positions().parked()] == [error]


async def test_a_scope_whose_fold_was_mended_ends_as_if_it_had_never_been_parked(stage: Stage) -> None:
    recording = stage.recording()
    await a_history_around(recording, unknown_event)
    await stage.projector().catch_up()
    mended = replace(LANGUAGE, known=LANGUAGE.known | {"ThingVanished"})
    assert await retry(await stage.filler(mended), recording.tenant, str(ENGAGEMENT))
    unparked = await stage.stored(recording.tenant)
    assert not await stage.positions().parked()
    await stage.execute("delete from checkpoint where tenant_id = $1", recording.tenant)
    for table in unparked:
        await stage.execute(f"delete from {table} where tenant_id = $1", recording.tenant)  # noqa: S608 - our names
    await (await stage.filler(mended)).advance(recording.tenant)
    assert await stage.stored(recording.tenant) == unparked


async def test_a_stream_without_an_engagement_is_a_scope_of_its_own(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(0, OPENED, 1), (3, OPENED, 1)]))
    await recording.raw(0, None, "ThingVanished", b"{}")
    await recording.append(happened(recording.tenant, [(0, OPENED, 1), (3, OPENED, 1)]))
    await stage.projector().catch_up()
    (parked,) = await stage.positions().parked()
    stream = f"gap-{thing_id(recording.tenant, 0)}"
    assert (parked.scope, parked.seq) == (stream, 3)
    mended = replace(LANGUAGE, known=LANGUAGE.known | {"ThingVanished"})
    assert await retry(await stage.filler(mended), recording.tenant, stream)
    assert [thing.opened_seq for thing in (await stage.rows(recording.tenant))["things"]].count(4) == 1


async def test_events_of_a_waiting_stream_that_belong_to_an_engagement_are_not_folded_twice(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(0, OPENED, 1)]))
    await recording.raw(0, None, "ThingVanished", b"{}")
    for stars in (1, 2):
        rated = ThingRated(thing_id=thing_id(recording.tenant, 0), by=UUID(int=5), stars=stars)
        await recording.raw(0, ENGAGEMENT, "ThingRated", ADAPTERS["ThingRated"].dump_json(rated))
    await stage.projector().catch_up()
    before = await stage.stored(recording.tenant)
    mended = replace(LANGUAGE, known=LANGUAGE.known | {"ThingVanished"})
    stream = f"gap-{thing_id(recording.tenant, 0)}"
    assert await retry(await stage.filler(mended), recording.tenant, stream)
    assert await stage.stored(recording.tenant) == before


async def test_to_retry_what_does_not_wait_changes_nothing(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.projector().catch_up()
    before = await stage.stored(recording.tenant)
    assert await retry(await stage.filler(), recording.tenant, str(ENGAGEMENT))
    assert await stage.stored(recording.tenant) == before


async def test_a_fold_that_gives_a_row_of_another_key_is_an_error_of_the_projection(stage: Stage) -> None:
    elsewhere = replace(
        RATINGS, name="elsewhere", fold=lambda _, __: Rating(thing_id=UUID(int=1), by=UUID(int=1), stars=1)
    )
    stage = stage.with_views(THINGS, elsewhere)
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1), (1, RATED, 2)]))
    await stage.projector().catch_up()
    (parked,) = await stage.positions().parked()
    assert parked.error == "ForeignKey in elsewhere, fold of ThingRated"


async def test_keys_that_raise_park_too(stage: Stage) -> None:
    def no_keys(_: object) -> tuple[tuple[UUID, ...], ...]:
        raise LookupError

    stage = stage.with_views(replace(THINGS, keys=no_keys))
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.projector().catch_up()
    assert (await stage.build()).state is State.SERVING
    assert [parked.error for parked in await stage.positions().parked()] == [
        f"LookupError in things, keys of {ThingOpened.__name__}"
    ]


async def test_an_error_that_blames_no_data_parks_nothing_and_moves_nothing(stage: Stage) -> None:
    recording, filler = stage.recording(), await stage.filler()
    await recording.append(happened(recording.tenant, [(1, OPENED, 1)]))
    await stage.execute("revoke insert on things_v1 from fairway_engagement_worker")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await filler.advance(recording.tenant)
    assert await stage.execute("select scope from parked") == []
    assert [row["seq"] for row in await stage.execute("select seq from checkpoint")] == [0]


async def test_nothing_is_parked_before_anything_serves(stage: Stage) -> None:
    assert list(await stage.positions().parked()) == []
