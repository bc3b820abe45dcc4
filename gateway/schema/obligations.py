"""The crosswalk of obligations: which duty of which law or standard feeds which readiness criteria."""

from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.told import Locale, told
from services.engagement.contract import governance

strawberry.enum(governance.Jurisdiction, description="Where a law or a standard counts.")


@strawberry.type(description="A duty out of a law or a standard, in our own words.")
class Obligation:
    instrument: str = strawberry.field(description="The law or the standard.")
    jurisdiction: governance.Jurisdiction
    at: str = strawberry.field(description="Its place there: an article, a clause.")
    criteria: list[int] = strawberry.field(description="The readiness criteria that it feeds, by their numbers.")
    version: int = strawberry.field(description="Of the crosswalk.")
    row: strawberry.Private[governance.Obligation]

    @classmethod
    def of(cls, row: governance.Obligation, version: int) -> Self:
        return cls(
            instrument=row.title,
            jurisdiction=row.jurisdiction,
            at=row.at,
            criteria=list(row.criteria),
            version=version,
            row=row,
        )

    @strawberry.field
    async def duty(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.duty, locale)


def obligations_in(jurisdiction: governance.Jurisdiction | None) -> list[Obligation]:
    latest = governance.LATEST_CROSSWALK
    return [
        Obligation.of(row, latest.version)
        for row in latest.obligations
        if jurisdiction is None or row.jurisdiction is jurisdiction
    ]
