"""What every read model shows after one full life. A difference means: give the projection a new version.

`FAIRWAY_WRITE_GOLDEN=1` writes the files of versions that have none yet; a file that exists is never rewritten.
"""

import os
from pathlib import Path
from typing import Any

import orjson
import pytest
from pydantic import TypeAdapter

from services.engagement.projections import PROJECTIONS
from services.engagement.projections.timers import TIMERS
from shared.projecting.projection import Projection
from tests.facts import gaps, ownership
from tests.history import rows
from tests.unit.engagement.projections.life import LIFE

GOLDEN = Path("tests/golden/folds")

LIVES = {TIMERS.name: tuple(fact for fact in LIFE if fact not in (gaps.EXPIRED, ownership.MISSED))}  # before they fire


def shown(projection: Projection[Any], facts: tuple[Any, ...]) -> bytes:
    found = rows(projection, facts)
    kind: Any = projection.row
    adapter: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, kind])
    by_key = {"|".join(map(str, key)): row for key, row in found.items()}
    options = orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    return orjson.dumps(adapter.dump_python(by_key, mode="json"), option=options) + b"\n"


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_fold_shows_what_its_version_always_showed(projection: Projection[Any]) -> None:
    golden = GOLDEN / f"{projection.name}.v{projection.version}.json"
    if os.environ.get("FAIRWAY_WRITE_GOLDEN") and not golden.exists():
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(shown(projection, LIVES.get(projection.name, LIFE)))
    assert shown(projection, LIVES.get(projection.name, LIFE)) == golden.read_bytes()


@pytest.mark.parametrize("projection", PROJECTIONS, ids=lambda projection: projection.name)
def test_the_life_shows_something_of_every_read_model(projection: Projection[Any]) -> None:
    assert rows(projection, LIVES.get(projection.name, LIFE))


def test_the_life_holds_every_fact_that_any_fold_handles_but_for_the_ends() -> None:
    handled = {event for projection in PROJECTIONS for event in projection.handles}
    missing = {event.__name__ for event in handled - {type(fact) for fact in LIFE}}
    vacated = {f"{what}Vacated" for what in ("SystemOwner", "ModelAccountability", "GapOwner", "DataSourceOwner")}
    ends = {"EngagementStopped", "GapDependencyRemoved", "PersonErased", "PilotExpired", "StageLeadVacated", *vacated}
    assert missing == ends
