"""The reports of an engagement that were published."""

from collections.abc import Mapping
from typing import TypeAlias

from services.gates.domain.facts.model import Area, Facts, On
from services.gates.domain.facts.telling import truth, yes
from shared.events.engagements import CloseOutReportPublished
from shared.events.measurement import AdoptionReportPublished
from shared.events.roi import RoiReportPublished
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

Handled: TypeAlias = CloseOutReportPublished | AdoptionReportPublished | RoiReportPublished

NAMES: Mapping[type, str] = {
    CloseOutReportPublished: "close_out",
    AdoptionReportPublished: "adoption",
    RoiReportPublished: "roi",
}


@record
class Published:
    """The last one of its kind."""

    at: int


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    return (NAMES[type(recorded.event)],)


def fold(_: Published | None, recorded: Recorded[Handled]) -> Published:
    return Published(at=recorded.seq)


def tell(items: Mapping[str, Published], _: On) -> Facts:
    return {f"report.{name}_published": yes(each.at) for name, each in items.items()}


REPORT: Area[Published] = Area(
    name="report",
    items=(Published,),
    handles=tuple(NAMES),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        truth("report.close_out_published", "The close-out report is published", "Le rapport de clôture est publié"),
        truth("report.adoption_published", "The adoption report is published", "Le rapport d'adoption est publié"),
        truth(
            "report.roi_published",
            "The report on the return on investment is published",
            "Le rapport sur le rendement de l'investissement est publié",
        ),
    ),
)
