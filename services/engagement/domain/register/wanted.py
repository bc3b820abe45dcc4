"""What a gap is opened with: what was said of it, and for the rest its template or what is usual for its kind."""

from typing import TypeVar
from uuid import UUID

from services.engagement.domain.gap_defaults import LATEST_DEFAULTS, GapTemplate
from services.engagement.domain.workstreams import LATEST_WORKSTREAMS
from shared.events.gaps import (
    Cause,
    GapEvent,
    GapKind,
    GapOpened,
    GapStageLinked,
    GapTemplateUsed,
    GapWorkstreamTagged,
    Proposal,
    Severity,
)
from shared.events.tenants import Locale
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.text import line, prose

Word = TypeVar("Word")


@record
class OpenGap:
    """What it leaves open comes from the template, in the language named, or is what is usual for its kind."""

    gap_id: UUID
    engagement_id: UUID
    title: str
    detail: str
    kind: GapKind | None
    cause: Cause | None
    severity: Severity | None
    finding_id: UUID | None = None
    proposal: Proposal | None = None
    template: str | None = None
    locale: Locale = Locale.EN


class UnknownGapTemplate(Refused):
    """{template} is no template of a gap; the templates are {known}."""


def as_wanted(command: OpenGap) -> GapOpened:
    template = template_of(command)
    kind = said("kind", command.kind, template.kind if template else None)
    usual = LATEST_DEFAULTS.kinds.get(kind)
    severity = command.severity or (template.severity if template else None)
    return GapOpened(
        gap_id=command.gap_id,
        engagement_id=command.engagement_id,
        title=line("title", command.title or words(command, template)[0]),
        detail=prose("detail", command.detail or words(command, template)[1], required=False),
        kind=kind,
        cause=said("cause", command.cause, template.cause if template else None),
        severity=said("severity", severity, usual.severity if usual else None),
        finding_id=command.finding_id,
        proposal=command.proposal,
    )


def template_of(command: OpenGap) -> GapTemplate | None:
    if command.template is None:
        return None
    known = LATEST_DEFAULTS.templates
    if command.template not in known:
        raise UnknownGapTemplate(where=("input", "template"), template=command.template, known=", ".join(known))
    return known[command.template]


def said(field: str, given: Word | None, otherwise: Word | None) -> Word:
    found = given if given is not None else otherwise
    if found is None:
        raise NotWellFormed(where=("input", field), problem=f"{field} must be said: nothing gives it")
    return found


def words(command: OpenGap, template: GapTemplate | None) -> tuple[str, str]:
    if template is None:
        return "", ""
    if command.locale is Locale.FR:
        return template.title.fr, template.detail.fr
    return template.title.en, template.detail.en


def starting(command: OpenGap, opened: GapOpened) -> list[GapEvent]:
    """What is recorded along with the opening: the template, its work streams, and the stage that closes the kind."""
    gap_id, template = opened.gap_id, template_of(command)
    facts: list[GapEvent] = []
    if template is not None:
        facts.append(GapTemplateUsed(gap_id=gap_id, template=template.name, policy=LATEST_DEFAULTS.version))
        version = LATEST_WORKSTREAMS.version
        facts.extend(
            GapWorkstreamTagged(gap_id=gap_id, workstream=name, policy=version) for name in template.workstreams
        )
    usual = LATEST_DEFAULTS.kinds.get(opened.kind)
    if usual is not None:
        facts.append(GapStageLinked(gap_id=gap_id, stage=usual.stage.value))
    return facts
