"""How good forecasts have been: those that are on record, held against what came."""

from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.moments import moment_of
from gateway.schema.node import plain, seen
from gateway.schema.told import Locale, told
from services.engagement.contracts.forecasts import CALIBRATION_POLICIES, Calibrations, Judgement, Kept, calibrations
from services.engagement.contracts.forecasts import Calibration as Held

strawberry.enum(Judgement, name="CalibrationJudgement", description="What dates are worth, by what came of them.")


@strawberry.type(description="The dates of one percentage, of all forecasts on record.")
class DatesKept:
    percent: int = strawberry.field(description="That many of 100 should be kept.")
    due: int = strawberry.field(description="Dates whose day is over: by then they were kept, or were not.")
    engagements: int = strawberry.field(description="From how many engagements those are.")
    kept: int
    judgement: Judgement = strawberry.field(
        description="The forecasts of one engagement turn out alike, so each engagement has one voice."
    )
    policy: strawberry.Private[int]

    @classmethod
    def of(cls, row: Kept, policy: int) -> Self:
        return cls(policy=policy, **plain(cls, row))

    @strawberry.field(description="The judgement in words.")
    async def says(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, CALIBRATION_POLICIES[self.policy].says[self.judgement], locale)


@strawberry.type(description="Forecasts on record beside what came.")
class Calibration:
    forecasts: int
    engagements: int
    came: int = strawberry.field(description="Forecasts of what has come by now.")
    days_late: int | None = strawberry.field(
        description="By how many days those came after P50, in the median; less than none if before."
    )
    policy: int = strawberry.field(description="The version of the policy that says what is enough to judge by.")
    kept: list[DatesKept]

    @classmethod
    def of(cls, row: Held) -> Self:
        kept = [DatesKept.of(each, row.policy) for each in row.kept]
        return cls(**{**plain(cls, row), "kept": kept})


@strawberry.type(description="How good forecasts have been. What was stopped was not to come, and is left out.")
class ForecastCalibration:
    ready: Calibration = strawberry.field(description="Of when nothing would block go-live.")
    go_live: Calibration

    @classmethod
    def of(cls, row: Calibrations) -> Self:
        return cls(ready=Calibration.of(row.ready), go_live=Calibration.of(row.go_live))


@strawberry.type
class CalibrationQuery:
    """What can be read of how good forecasts have been."""

    @strawberry.field(description="The forecasts of all engagements that are on record, held against what came.")
    async def forecast_calibration(self, info: Info) -> ForecastCalibration:
        source = seen(self)
        at = await moment_of(info, source)
        return ForecastCalibration.of(await info.context.load(source, calibrations, at))
