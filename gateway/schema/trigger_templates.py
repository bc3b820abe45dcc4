"""The usual triggers, as they ship, and what rules may ask of a series."""

from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.told import Locale, told
from services.measurement.contracts.measuring import LATEST_TRIGGERS, TriggerTemplate
from shared.events.series import Cadence
from shared.events.triggers import TriggerSeverity
from shared.policy.shipped import Label


@strawberry.type(description="By which template of a series a name in the rules goes.")
class TemplateWatch:
    name: str
    series_template: str


@strawberry.type(name="TriggerTemplate", description="A trigger as many have it.")
class TemplateOfTrigger:
    name: str
    expression: str
    clears: str | None
    consecutive: int
    cadence: Cadence
    severity: TriggerSeverity
    due_in_days: int
    row: strawberry.Private[TriggerTemplate]

    @classmethod
    def of(cls, row: TriggerTemplate) -> Self:
        return cls(
            name=row.name,
            expression=row.rules.expression,
            clears=row.rules.clears,
            consecutive=row.rules.consecutive,
            cadence=row.cadence,
            severity=row.severity,
            due_in_days=row.due_in_days,
            row=row,
        )

    @strawberry.field
    def watches(self) -> list[TemplateWatch]:
        return [TemplateWatch(name=name, series_template=series) for name, series in self.row.watches.items()]

    @strawberry.field
    async def title(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.title, locale)

    @strawberry.field
    async def playbook(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.playbook, locale)


@strawberry.type(description="What a rule may ask of a series that it watches, as `name.fact`.")
class TriggerFact:
    name: str
    row: strawberry.Private[Label]

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row, locale)


@strawberry.type
class TriggerTemplatesQuery:
    """What ships for triggers."""

    @strawberry.field(description="The usual triggers.")
    def trigger_templates(self) -> list[TemplateOfTrigger]:
        return [TemplateOfTrigger.of(each) for each in LATEST_TRIGGERS.templates.values()]

    @strawberry.field(description="What rules may ask of a series.")
    def trigger_facts(self) -> list[TriggerFact]:
        return [TriggerFact(name=name, row=label) for name, label in LATEST_TRIGGERS.facts.items()]
