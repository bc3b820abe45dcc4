"""What blocks going live, each with a code and what it is about."""

from collections.abc import Mapping
from datetime import date
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.ids import global_id
from gateway.schema.stage_names import StageName
from gateway.schema.told import Locale, told
from services.engagement.contracts.going_live import LATEST_POLICY, Blocker, BlockerCode

strawberry.enum(BlockerCode, name="GoLiveBlockerCode", description="What can block going live.")

NOUNS: Mapping[BlockerCode, str] = {
    BlockerCode.BLOCKING_GAP_OPEN: "Gap",
    BlockerCode.BLOCKING_GAP_NOT_VERIFIED: "Gap",
    BlockerCode.GAP_DEFERRED_PAST_GO_LIVE: "Gap",
    BlockerCode.INFRASTRUCTURE_NOT_TRANSFERRED: "Component",
    BlockerCode.VENDOR_DECISION_NOT_RATIFIED: "VendorDecision",
    BlockerCode.RELEASE_NOT_PROVEN: "Release",
    BlockerCode.DATA_SOURCE_OWNER_VACATED: "DataSource",
    BlockerCode.GAP_OWNER_VACATED: "Gap",
}


@strawberry.type(description="One thing that blocks going live.")
class GoLiveBlocker:
    code: BlockerCode
    subject: strawberry.ID | None = strawberry.field(
        description="The gap, component, decision or release that is meant."
    )
    stage: StageName | None
    told_in: strawberry.Private[Locale | None]
    until: date | None = strawberry.field(description="To which a gap is deferred, or that keeps the lead time.")

    @classmethod
    def of(cls, row: Blocker, told_in: Locale | None = None) -> Self:
        subject = None if row.subject is None else global_id(NOUNS[row.code], row.subject)
        return cls(code=row.code, subject=subject, stage=row.stage, until=row.until, told_in=told_in)

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, LATEST_POLICY.blockers[self.code], locale or self.told_in)
