"""Questions about the way from one position of the log to a later one: which event changed which criterion."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import Edition
from services.gates.domain.verdict.standing import Ground
from services.gates.domain.verdict.waterfall import Fall, waterfall
from services.gates.queries.grounds import known_frameworks
from services.gates.queries.time_zones import time_zone_of
from services.gates.queries.versions import SetVersion, Span, replayed, versions_of
from shared.events.verdicts import Verdict
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


@record
class Way:
    """Of an engagement, from after `after` up to and including `until`."""

    engagement_id: UUID
    after: int
    until: int


async def waterfalls_of(reader: Reader, source: Source, ways: Sequence[Way], day: date) -> list[tuple[Fall, ...]]:
    """All verdicts are by all criteria, and of the day that is given."""
    time_zone = await time_zone_of(reader, source)
    return [await fallen(reader, source, way, day, time_zone) for way in ways]


async def fallen(reader: Reader, source: Source, way: Way, day: date, time_zone: str | None) -> tuple[Fall, ...]:
    span = Span(after=way.after, until=way.until)
    versions = await versions_of(reader, way.engagement_id, span)
    refs = (ref for version in versions if isinstance(version, SetVersion) for ref in version.frameworks)
    known = await known_frameworks(reader, source, refs)
    begun, moved = replayed(versions, span, time_zone)
    after = ((position, judged(ground, known, day)) for position, ground in moved)
    return tuple(waterfall(judged(begun, known, day), after))


def judged(ground: Ground, known: Mapping[Edition, Framework], day: date) -> Verdict:
    return ground.verdict(tuple(known[ref.name, ref.version] for ref in ground.adopted), None, day)
