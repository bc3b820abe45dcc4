"""The usual series, as they ship: what may be defined without thinking of it anew."""

from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.told import Locale, told
from services.measurement.contracts.series import LATEST_SERIES, SeriesTemplate, Unit
from shared.events.pilots import Better
from shared.events.series import Aggregation, Cadence, SeriesKind


@strawberry.type(name="SeriesTemplate", description="A leading indicator or a business figure as many have it.")
class TemplateOfSeries:
    name: str
    kind: SeriesKind
    unit: str
    better: Better
    cadence: Cadence
    aggregation: Aggregation
    row: strawberry.Private[SeriesTemplate]

    @classmethod
    def of(cls, row: SeriesTemplate) -> Self:
        return cls(
            name=row.name,
            kind=row.kind,
            unit=row.unit,
            better=row.better,
            cadence=row.cadence,
            aggregation=row.aggregation,
            row=row,
        )

    @strawberry.field
    async def title(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.title, locale)

    @strawberry.field
    async def definition(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.definition, locale)


@strawberry.type(name="SeriesUnit", description="What a series may be measured in.")
class UnitOfSeries:
    name: str
    row: strawberry.Private[Unit]

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)


@strawberry.type
class SeriesTemplatesQuery:
    """What ships for series."""

    @strawberry.field(description="The usual series.")
    def series_templates(self) -> list[TemplateOfSeries]:
        return [TemplateOfSeries.of(each) for each in LATEST_SERIES.templates.values()]

    @strawberry.field(description="What can be measured in.")
    def series_units(self) -> list[UnitOfSeries]:
        return [UnitOfSeries(name=each.name, row=each) for each in LATEST_SERIES.units.values()]
