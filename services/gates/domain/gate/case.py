"""What a command about a gate is decided on: the engagement's past, with the place of every event in the log."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Any, get_args
from uuid import UUID

from services.gates.domain.course import COURSE, Course, course_of
from services.gates.domain.framework.known import frameworks_of
from services.gates.domain.framework.model import Framework
from services.gates.domain.gate.refusals import VerdictTooLong
from services.gates.domain.gate.state import Gate, gate_of
from services.gates.domain.verdict.canonical import fits
from services.gates.domain.verdict.standing import HANDLED, Ground, ground_of
from shared.events.evidence import EvidenceExpired, EvidenceRevised, EvidenceSubmitted
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.gates import GateEvaluated, GateEvent
from shared.events.stages import Stage
from shared.events.tenants import TenantConfigured
from shared.events.verdicts import FrameworkRef, Verdict
from shared.kernel.decider import Reach, Scope, engagement_scope, stream_scope
from shared.kernel.growing import Growing
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

GATE_EVENTS = get_args(GateEvent)
LOOKED_AT: tuple[type, ...] = tuple(
    dict.fromkeys((*HANDLED, *COURSE, EvidenceSubmitted, EvidenceRevised, EvidenceExpired))
)


@record
class Past:
    """All events that were looked at, by position."""

    events: Growing[int, Recorded[Any]] = field(default_factory=Growing)


def evolve(past: Past, recorded: Recorded[Any]) -> Past:
    return Past(events=past.events.having(recorded.seq, recorded))


class Case:
    """One gate, or without a stage the engagement, as its past shows it; what is not asked for is not computed."""

    def __init__(self, past: Past, stage: Stage | None = None) -> None:
        self.events: Sequence[Recorded[Any]] = tuple(past.events.values())
        self.stage = stage

    @property
    def position(self) -> int:
        """Of the last event that was looked at."""
        return self.events[-1].seq if self.events else 0

    @cached_property
    def course(self) -> Course:
        return course_of(self.events)

    @cached_property
    def gate(self) -> Gate:
        return gate_of(each for each in self.events if own(each, self.stage))

    @cached_property
    def ground(self) -> Ground:
        return ground_of(self.events, self.time_zone)

    @property
    def time_zone(self) -> str | None:
        """In which the tenant's days begin; None until it is configured."""
        named = [each.event.time_zone for each in self.events if isinstance(each.event, TenantConfigured)]
        return named[-1] if named else None

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        return self.under(self.ground.adopted)

    def under(self, refs: Sequence[FrameworkRef]) -> tuple[Framework, ...]:
        return frameworks_of(refs, self.events)

    def verdict(self, day: date) -> Verdict:
        return self.ground.verdict(self.frameworks, self.stage, day)

    def recordable(self, day: date) -> Verdict:
        """The verdict, if an event can hold it."""
        verdict = self.verdict(day)
        if not fits(verdict):
            raise VerdictTooLong
        return verdict


def own(recorded: Recorded[Any], stage: Stage | None) -> bool:
    return isinstance(recorded.event, GATE_EVENTS) and recorded.event.stage is stage


def whole(engagement_id: UUID) -> tuple[Scope, ...]:
    """The engagement with all that verdicts stand on, and the time zone in which its days begin."""
    zone = Scope(reach=Reach.TENANT, types=(TenantConfigured.__name__,))
    return (engagement_scope(engagement_id, *LOOKED_AT), zone)


def frameworks_seen(_: object, seen: Iterable[Recorded[Any]]) -> tuple[Scope, ...]:
    """The streams of the frameworks that were adopted, or that an earlier decision stands on."""
    names = dict.fromkeys(ref.name for ref in refs_in(seen))
    return tuple(stream_scope(f"framework-{name}", FrameworkPublished) for name in names)


def refs_in(seen: Iterable[Recorded[Any]]) -> Iterator[FrameworkRef]:
    for recorded in seen:
        if isinstance(recorded.event, CriteriaSetAdopted | GateEvaluated):
            yield from recorded.event.frameworks
