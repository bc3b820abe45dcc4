"""What happens after the baseline, one model per step: who does what to which gap, and on which day.

In the file a step is told by its verb: `{on: 2026-09-04, by: anil, verify: data-classification}`.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, Discriminator, Field, JsonValue, StringConstraints, Tag

from shared.events.gaps import Severity

Key: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Prose: TypeAlias = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
Named: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9.-]+$", max_length=80)]
At: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-zA-Z]+(\.([a-zA-Z]+|[1-9]))*$", max_length=80)]
Days: TypeAlias = tuple[Decimal, Decimal, Decimal]


class Evidence(BaseModel, frozen=True, extra="forbid"):
    link: Annotated[str, StringConstraints(min_length=1)]
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    note: Prose


class OpenGap(BaseModel, frozen=True, extra="forbid"):
    """The gap is described under `gaps`; opened here, it counts as found after close."""

    on: date
    by: Key
    gap: Key = Field(alias="open")


class AssignGapOwner(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="assign")
    to: Key


class EstimateGap(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="estimate")
    days: Days


class SetGapDueDate(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="set_due")
    to: date


class RaiseGapSeverity(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="raise")
    to: Severity


class LowerGapSeverity(BaseModel, frozen=True, extra="forbid"):
    """`by` is the approver."""

    on: date
    by: Key
    gap: Key = Field(alias="lower")
    to: Severity
    reason: Prose


class StartGap(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="start")


class ResolveGap(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="resolve")
    evidence: Evidence


class VerifyGap(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="verify")


class ReopenGap(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="reopen")
    reason: Prose


class DeferGap(BaseModel, frozen=True, extra="forbid"):
    """`by` is the approver."""

    on: date
    by: Key
    gap: Key = Field(alias="defer")
    until: date
    reason: Prose


class CancelGap(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    gap: Key = Field(alias="cancel")
    reason: Prose


class DeferDecision(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    until: date = Field(alias="defer_decision_until")
    reason: Prose


class AppointSystemOwner(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    owner: Key = Field(alias="appoint_system_owner")


class Publish(BaseModel, frozen=True, extra="forbid"):
    on: date
    by: Key
    publish: Literal["close_out_report"]


class Do(BaseModel, frozen=True, extra="forbid"):
    """Any mutation of the API: `with` holds its input, in which `$gap/load-test` stands for an id.

    `each` says it several times, each time with this beside. `makes` is what later steps call what this one made, whose
    id is read `at` a place of what it answers; `also` names more of it, each at a place of its own.
    """

    on: date
    by: Key
    mutation: Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z]*$", max_length=60)] = Field(alias="do")
    given: dict[str, JsonValue] = Field(alias="with", default={})
    each: tuple[dict[str, JsonValue], ...] = ({},)
    makes: Named | None = None
    at: At = "id"
    also: dict[Named, At] = {}

    @property
    def inputs(self) -> tuple[dict[str, JsonValue], ...]:
        return tuple({**self.given, **each} for each in self.each)


AboutNoGap: TypeAlias = DeferDecision | AppointSystemOwner | Publish | Do


def verb(step: object) -> str | None:
    """The word that tells what kind of step it is."""
    return next((word for word in VERBS if isinstance(step, dict) and word in step), None)


VERBS = (
    "open",
    "assign",
    "estimate",
    "set_due",
    "raise",
    "lower",
    "start",
    "resolve",
    "verify",
    "reopen",
    "defer",
    "cancel",
    "defer_decision_until",
    "appoint_system_owner",
    "publish",
    "do",
)

Step: TypeAlias = Annotated[
    Annotated[OpenGap, Tag("open")]
    | Annotated[AssignGapOwner, Tag("assign")]
    | Annotated[EstimateGap, Tag("estimate")]
    | Annotated[SetGapDueDate, Tag("set_due")]
    | Annotated[RaiseGapSeverity, Tag("raise")]
    | Annotated[LowerGapSeverity, Tag("lower")]
    | Annotated[StartGap, Tag("start")]
    | Annotated[ResolveGap, Tag("resolve")]
    | Annotated[VerifyGap, Tag("verify")]
    | Annotated[ReopenGap, Tag("reopen")]
    | Annotated[DeferGap, Tag("defer")]
    | Annotated[CancelGap, Tag("cancel")]
    | Annotated[DeferDecision, Tag("defer_decision_until")]
    | Annotated[AppointSystemOwner, Tag("appoint_system_owner")]
    | Annotated[Publish, Tag("publish")]
    | Annotated[Do, Tag("do")],
    Discriminator(verb, custom_error_type="step", custom_error_message=f"a step says one of: {', '.join(VERBS)}"),
]
