"""Questions about what would be: under another framework, or if facts were others. Nothing is recorded by them."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import Edition, reference
from services.gates.domain.verdict.assuming import AssumedFact, beyond_reading, verdict_if
from services.gates.domain.verdict.compared import Compared, compared
from services.gates.queries.grounds import Grounded, editions_of, grounds_of
from services.gates.queries.verdict_lines import VerdictLine, line_of
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


@record
class WhatIf:
    """`framework` stands in for the version that was adopted of it or, where none was, comes on top."""

    engagement_id: UUID
    stage: Stage | None
    framework: Edition | None
    facts: tuple[AssumedFact, ...]


@record
class WhatIfLine:
    """`unreadable` are the names of assumed facts that are none, or have no such value; then there is no verdict."""

    verdict: VerdictLine | None
    changes: tuple[Compared, ...]
    unreadable: tuple[str, ...]
    framework_found: bool


async def what_ifs_of(reader: Reader, source: Source, wanted: Sequence[WhatIf], day: date) -> list[WhatIfLine]:
    grounds = await grounds_of(reader, source, [each.engagement_id for each in wanted])
    known = await editions_of(reader, source, [each.framework for each in wanted if each.framework is not None])
    return [
        what_if(each, grounds[each.engagement_id], known.get(each.framework) if each.framework else None, day)
        for each in wanted
    ]


def what_if(wanted: WhatIf, grounded: Grounded, other: Framework | None, day: date) -> WhatIfLine:
    if wanted.framework is not None and other is None:
        return nothing(found=False)
    frameworks = with_other(grounded.frameworks, other)
    unreadable = beyond_reading(wanted.facts, frameworks)
    if unreadable or not frameworks:
        return nothing(unreadable)
    before = grounded.ground.verdict(grounded.frameworks, wanted.stage, day)
    after = verdict_if(wanted.facts, frameworks, wanted.stage, grounded.ground, day)
    refs = tuple(map(reference, frameworks))
    return WhatIfLine(
        verdict=line_of(wanted.engagement_id, wanted.stage, refs, frameworks, after),
        changes=compared(before, after),
        unreadable=(),
        framework_found=True,
    )


def nothing(unreadable: tuple[str, ...] = (), *, found: bool = True) -> WhatIfLine:
    return WhatIfLine(verdict=None, changes=(), unreadable=unreadable, framework_found=found)


def with_other(adopted: tuple[Framework, ...], other: Framework | None) -> tuple[Framework, ...]:
    if other is None:
        return adopted
    if any(each.name == other.name for each in adopted):
        return tuple(other if each.name == other.name else each for each in adopted)
    return (*adopted, other)
