"""Keys for every question there is, made from its annotations and from a life that was recorded."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from inspect import signature
from typing import Any, get_args, get_type_hints
from uuid import UUID

from gateway.schema.ids import uuid_of
from services.engagement.contract import ReportAsk, findings_of, gap_pages, governance, infrastructure
from services.engagement.contracts.provenance import component_pages_of
from shared.authority.grants import WHOLE_TENANT
from shared.projecting.as_of import LIVE
from shared.projecting.filtering import EVERYTHING, NoneOf
from shared.projecting.pages import PageAsk
from shared.projecting.paging import Window
from shared.projecting.waited import Somebody
from tests.acceptance.api.recording import Run

UNKNOWN = UUID(int=7)


async def keys_of(question: Callable[..., Any], life: Run) -> Sequence[Any]:
    """Some that there are and one that there is not."""
    _, _, keys, *_ = signature(question).parameters
    (kind,) = get_args(get_type_hints(question)[keys])
    return [UNKNOWN, *await ids(life)] if kind is UUID else keys_by_kind(life).get(kind, [EVERYTHING, NoneOf(of=())])


async def ids(life: Run) -> list[UUID]:
    """Of the tenant and of some of whatever is in it."""
    nouns = {noun.lower(): noun for noun in ("Person", "Pilot", "Engagement", "Gap", "Cohort", "Dataset", "Validation")}
    nouns |= {"metric": "QualityMetric", "round": "PortfolioRound", "scalecost": "ScaleCost"}
    named = {name: uuid_of(noun, life.ids[name]) for name, noun in nouns.items()}
    ask, tenant = life.running.fairway.service.ask, life.desk.tenant
    source, first_page = uuid_of("DataSource", life.ids["source"]), PageAsk(window=Window(limit=100))
    (findings,) = await ask(tenant, WHOLE_TENANT, LIVE, findings_of, [named["pilot"]])
    (gaps,) = await ask(tenant, WHOLE_TENANT, LIVE, gap_pages, [first_page])
    (parts,) = await ask(tenant, WHOLE_TENANT, LIVE, component_pages_of, [named["engagement"]], ask=first_page)
    (accesses,) = await ask(tenant, WHOLE_TENANT, LIVE, governance.data_access_pages_of, [source], ask=first_page)
    things = [*(each.finding_id for each in findings), *(each.gap_id for each in gaps.rows), source]
    made = [*(each.component_id for each in parts.rows), *(each.access_id for each in accesses.rows)]
    return [tenant, *named.values(), *things, *made, *await going_live(life, named["engagement"])]


async def going_live(life: Run, engagement: UUID) -> list[UUID]:
    """Where it runs, whom it meets, what it is, and what it bore."""
    pages: list[tuple[Callable[..., Any], str]] = [
        (infrastructure.environment_pages_of, "environment_id"),
        (infrastructure.integration_point_pages_of, "point_id"),
        (infrastructure.release_pages_of, "release_id"),
        (infrastructure.load_test_pages_of, "test_id"),
    ]
    found: list[UUID] = []
    for question, key in pages:
        ask = PageAsk(window=Window(limit=100))
        (page,) = await life.running.fairway.service.ask(
            life.desk.tenant, WHOLE_TENANT, LIVE, question, [engagement], ask=ask
        )
        found += [getattr(row, key) for row in page.rows]
    return found


def keys_by_kind(life: Run) -> Mapping[Any, Sequence[Any]]:
    engagement, at = uuid_of("Engagement", life.ids["engagement"]), life.moments[-1].at
    person = uuid_of("Person", life.ids["person"])
    report = ReportAsk(engagement_id=engagement, position=life.moments[-1].seq, at=at)
    return {
        None: [None],
        datetime: [life.moments[0].at, at],
        Somebody: [Somebody(person=each, day=at.date()) for each in (person, UNKNOWN)],
        PageAsk: [PageAsk(window=Window(limit=50)), PageAsk(window=Window(limit=1, last=True))],
        ReportAsk: [report, ReportAsk(engagement_id=UNKNOWN, position=1, at=at)],
    }


def more_of(question: Callable[..., Any], life: Run) -> Mapping[str, Any]:
    """What the question takes beside its keys."""
    _, _, _, *more = signature(question).parameters
    hints = get_type_hints(question)
    known: Mapping[Any, Any] = {datetime: life.moments[-1].at, PageAsk: PageAsk(window=Window(limit=3))}
    return {name: known.get(hints[name], EVERYTHING) for name in more}
