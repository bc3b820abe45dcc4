"""A live system that is measured: its series, and the lines of a file of observations."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import chain, islice
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid5

from services.measurement.contracts.series import LATEST_SERIES
from shared.events.people import PersonRegistered, Role, RoleGranted
from shared.eventstore.codec import encode
from shared.eventstore.log import Attempt, Write
from shared.kernel.record import record
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.go_live import WENT_LIVE
from tests.facts.people import CLEO
from tests.facts.pilots import CLOSED, REGISTERED
from tests.facts.series import PLAN_CURVE_SET, SERIES_DEFINED

DAYS = 84
SCATTERING, KEYS = 0x9E3779B97F4A7C15, 2**64
FEWEST_SERIES, HEADER = 6, "series,day,key,value,of\n"
LIVE_ON = WENT_LIVE.went_live_on


@record
class Sheet:
    """What a tenant measures. `each`: so many observations of a series on a day."""

    tenant: UUID
    series: tuple[UUID, ...]
    each: int

    @classmethod
    def of(cls, tenant: UUID, observations: int) -> "Sheet":
        most = DAYS * LATEST_SERIES.most_a_day
        several = max(FEWEST_SERIES, ceil(observations / most))
        series = tuple(uuid5(tenant, f"series {number}") for number in range(several))
        return cls(tenant=tenant, series=series, each=max(10, observations // (several * DAYS)))

    def lines(self) -> Iterator[str]:
        """By series and day."""
        for series in self.series:
            for after in range(DAYS):
                day = LIVE_ON + timedelta(days=after)
                for number in range(self.each):
                    yield f"{series},{day},{number * SCATTERING % KEYS:016x},{number % 7},{7 + number % 3}\n"

    def files(self, most: int) -> Iterator[Path]:
        """Of at most so many lines, each under the header, and each gone when the next one is asked for."""
        lines = self.lines()
        with TemporaryDirectory(prefix="fairway-observations-") as folder:
            file = Path(folder) / "observations.csv"
            while first := next(lines, ""):
                with file.open("w", encoding="utf-8") as text:
                    text.writelines(chain((HEADER, first), islice(lines, most - 1)))
                yield file

    @property
    def rows(self) -> int:
        return len(self.series) * DAYS * self.each


def around(tenant: UUID) -> Iterator[Attempt]:
    """Cleo integrates, and the system of a pilot that ended went live: as the engagement service records it."""
    yield attempt(tenant, f"pilot-{ENGAGEMENT}", ENGAGEMENT, REGISTERED, CLOSED)
    yield attempt(tenant, f"engagement-{ENGAGEMENT}", ENGAGEMENT, STARTED)
    people = (PersonRegistered(person=CLEO), RoleGranted(person=CLEO, role=Role.INTEGRATOR))
    yield attempt(tenant, f"people-{tenant}", None, *people)
    yield attempt(tenant, f"release-{ENGAGEMENT}", ENGAGEMENT, WENT_LIVE)


def defined(sheet: Sheet) -> Iterator[Attempt]:
    """Each series, with a plan."""
    for series in sheet.series:
        yield attempt(
            sheet.tenant,
            f"series-{series}",
            ENGAGEMENT,
            replace(SERIES_DEFINED, series_id=series),
            replace(PLAN_CURVE_SET, series_id=series),
        )


def attempt(tenant: UUID, stream: str, engagement_id: UUID | None, *events: object) -> Attempt:
    new = tuple(encode(event, uuid5(tenant, f"{stream} {number}")) for number, event in enumerate(events))
    write = Write(stream=stream, expected=0, engagement_id=engagement_id, events=new)
    return Attempt(command_id=uuid5(tenant, stream), digest=bytes(32), actor=CLEO, writes=(write,))
