"""Close-out reports: made again from the log whenever they are read, and checked against what was published."""

import asyncio

import strawberry

from gateway.context import Info
from gateway.schema.made_reports import MadeReport, text_of
from gateway.schema.scalars import Long
from services.engagement.contract import CloseOutReport, ReportAsk, close_outs, page, people
from services.engagement.contract import canonical as canonical_json
from shared.projecting.as_of import LIVE


@strawberry.type(name="CloseOutReport", description="The close-out of a pilot as it read at one position of the log.")
class CloseOut(MadeReport):
    published_digest: str | None = strawberry.field(description="What was published at this position.")
    intact: bool | None = strawberry.field(description="Whether the log still gives what was published.")
    report: strawberry.Private[CloseOutReport]

    @strawberry.field(description="The report as one self-contained page, with the names that the directory knows now.")
    async def html(self, info: Info) -> str:
        return await info.context.once(("page", self.digest), lambda: _page(info, self.report))


async def _page(info: Info, report: CloseOutReport) -> str:
    found = await asyncio.gather(*map(info.context.name_of, sorted(people(report))))
    return await asyncio.to_thread(page, report, {name.person: name.name for name in found if name is not None})


async def close_out_of(info: Info, ask: ReportAsk, published: str | None) -> CloseOut | None:
    report = await info.context.load(LIVE, close_outs, ask)
    if report is None:
        return None
    text, found = await text_of(info, ask, canonical_json, report)
    return CloseOut(
        position=Long(ask.position),
        made_at=ask.at,
        digest=found,
        published_digest=published,
        intact=None if published is None else published == found,
        report=report,
        text=text,
    )
