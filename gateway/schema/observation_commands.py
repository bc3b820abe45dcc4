"""What can be done about observations: record many at once, each answered, and correct one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.language import language
from gateway.measurement.recording import RowAnswer, RowStatus, attempted, taken
from gateway.schema.answers import Consistency, Given, Rejection, RejectionCode, commanded, record_it, rejectable
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import global_id, named
from gateway.schema.measured_series import Series, series_of
from gateway.schema.series import NOUN
from services.measurement.contracts.series import CorrectObservation, RecordObservations
from shared.events.observations import Observation
from shared.projecting.as_of import LIVE

strawberry.enum(RowStatus, description="Duplicate: the very same is recorded already.")


@strawberry.type(description="What became of one observation.")
class ObservationAnswer:
    key: str
    status: RowStatus
    code: str | None = strawberry.field(graphql_type=RejectionCode | None, description="Why it was refused.")
    message: str | None
    field: str | None = strawberry.field(description="The field to blame.")

    @classmethod
    def of(cls, key: str, row: RowAnswer) -> Self:
        code = None if row.code is None else RejectionCode[row.code]
        return cls(key=key, status=row.status, code=code, message=row.message, field=row.field)


@strawberry.type(description="A series, and what became of each observation that was sent for it, in their order.")
class ObservationsSent:
    id: strawberry.ID = strawberry.field(description="That of the series.")
    answers: list[ObservationAnswer]
    row: strawberry.Private[UUID]

    @strawberry.field(description="As it now reads.")
    async def series(self, info: Info) -> Series | None:
        return await series_of(info, LIVE, self.row)


@strawberry.type(description="What became of the observations, or why nothing was recorded of any.")
class ObservationsPayload:
    observations: ObservationsSent | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None


@strawberry.type(description="The series as it now reads, or why nothing was recorded.")
class ObservationPayload:
    series: Series | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None


@strawberry.input
class ObservationInput:
    key: str = strawberry.field(description="As its source names it; it comes once in a day of the series.")
    value: Decimal
    of: Decimal | None = strawberry.field(default=None, description="What it is a part of, or how much it weighs.")
    cohort_id: strawberry.ID | None = None
    department: str | None = None


@strawberry.input(description="Up to 500 of one day.")
class RecordObservationsInput(EngagementInput):
    series_id: strawberry.ID
    day: date
    source: str
    unit: str | None = strawberry.field(default=None, description="If given, it must be that of the series.")
    observations: list[ObservationInput]


@strawberry.input(description="`observation` empty: it is withdrawn, and nothing counts in its place.")
class CorrectObservationInput(EngagementInput):
    series_id: strawberry.ID
    day: date
    key: str
    observation: ObservationInput | None = None
    reason: str


def observation(given: ObservationInput) -> Observation:
    return Observation(
        key=given.key,
        value=given.value,
        of=given.of,
        cohort_id=None if given.cohort_id is None else named("Cohort", "cohortId", given.cohort_id),
        department=given.department,
    )


@strawberry.type
class ObservationMutations:
    @rejectable("Record what was measured on a day. Files are sent to `/observations` instead.")
    async def record_observations(self, info: Info, given: Given[RecordObservationsInput]) -> ObservationsPayload:
        asked = await commanded(info, given)
        command = RecordObservations(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            series_id=named(NOUN, "seriesId", given.series_id),
            day=given.day,
            source=given.source,
            unit=given.unit,
            observations=tuple(map(observation, given.observations)),
        )

        async def send(part: RecordObservations, attempt: int) -> Consistency:
            return await record_it(info, replace(asked, id=attempted(asked.id, attempt)), part)

        answers, consistency = await taken(command, send, await language(info.context))
        told = zip(command.observations, answers, strict=True)
        sent = ObservationsSent(
            id=global_id(NOUN, command.series_id),
            answers=[ObservationAnswer.of(each.key, answer) for each, answer in told],
            row=command.series_id,
        )
        return ObservationsPayload(observations=sent, consistency=consistency)

    @rejectable("Put another observation in the place of one, or nothing. What was recorded stays on record.")
    async def correct_observation(self, info: Info, given: Given[CorrectObservationInput]) -> ObservationPayload:
        command = CorrectObservation(
            engagement_id=named("Engagement", "engagementId", given.engagement_id),
            series_id=named(NOUN, "seriesId", given.series_id),
            day=given.day,
            key=given.key,
            new=None if given.observation is None else observation(given.observation),
            reason=given.reason,
        )
        consistency = await record_it(info, await commanded(info, given), command)
        return ObservationPayload(series=await series_of(info, LIVE, command.series_id), consistency=consistency)
