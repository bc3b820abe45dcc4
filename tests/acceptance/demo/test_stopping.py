"""Where the play ends early: at a broken rule, and at what has not happened yet."""

from dataclasses import replace
from pathlib import Path

import pytest

from cli.client import NotAnswered
from cli.demo.plan import plan
from cli.demo.playing import Rejected
from cli.demo.stage import Stage, tenant_of
from cli.failures import Unusable
from tests.acceptance.demo.playing import Theatre, theatre
from tests.conftest import FreshDatabase
from tests.unit.cli.demo.small import TEXT, small_file

SELF_VERIFIED = f"""\
{TEXT}
  - on: 2026-08-31
    by: bo
    resolve: production
    evidence: {{link: https://evidence.example.com/build, digest: {"0" * 64}, note: The build record.}}
  - {{on: 2026-09-01, by: bo, verify: production}}
  - {{on: 2026-09-02, by: ana, cancel: load-test, reason: Not needed.}}
"""


async def test_a_broken_rule_ends_the_play_with_the_step_the_code_and_the_sentence(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    async with fresh_database() as database, theatre(database, tmp_path, small_file(tmp_path, SELF_VERIFIED)) as stage:
        with pytest.raises(Rejected) as stopped:
            await stage.perform()
    assert str(stopped.value).startswith("progress/2026-09-01/verifyGap/production by bo: SELF_VERIFICATION: ")
    assert stage.steps[-1].key == "progress/2026-09-01/verifyGap/production"


async def test_where_the_real_time_counts_the_file_s_days_are_reported_late(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    async with fresh_database() as database, theatre(database, tmp_path, small_file(tmp_path)) as stage:
        await stage.clock.run_after(stage.scenes[0].at)
        await elsewhere(stage).perform()
        query = '{ events(first: 1, types: ["PilotClosed"]) { nodes { occurredAt recordedAt } } }'
        (closed,) = (await stage.client.ask(stage.stage.tokens["ana"], query, {}))["events"]["nodes"]
    assert closed["occurredAt"].startswith("2026-08-07")
    assert closed["recordedAt"] > closed["occurredAt"]


async def test_what_is_still_to_come_is_refused_before_anything_is_sent(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    file = small_file(tmp_path, TEXT.replace("2026-08-28", "2199-08-28"))
    async with fresh_database() as database, theatre(database, tmp_path, file) as stage:
        with pytest.raises(Unusable, match=r"estimateGap/load-test happens at 2199-08-28 13:00 UTC"):
            await elsewhere(stage).perform()
    assert stage.steps == []


async def test_a_clock_of_its_own_goes_on_into_the_future_and_stays_there(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    file = small_file(tmp_path, TEXT.replace("2026-08-28", "2031-08-28"))
    async with fresh_database() as database, theatre(database, tmp_path, file) as stage:
        await stage.perform()
        assert await stage.running.parts.engagement.ledger.now() == plan(file)[-1].at


async def test_a_token_of_a_stranger_is_told_in_a_sentence(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    async with fresh_database() as database, theatre(database, tmp_path, small_file(tmp_path)) as stage:
        stranger = stage.running.token(tenant_of(stage.file), "nobody")
        with pytest.raises(NotAnswered, match="FORBIDDEN"):
            await stage.client.ask(stranger, "{ viewer { id } }", {})


def elsewhere(stage: Theatre) -> Theatre:
    """The same Fairway as somebody sees it who cannot set its clock."""
    return replace(stage, stage=Stage(url=stage.stage.url, tokens=stage.stage.tokens))
