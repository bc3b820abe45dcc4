"""What an engagement's events answer to those who ask from outside: may this go live, and on what was that decided."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from services.gates.domain.gate.case import GATE_EVENTS, LOOKED_AT, Case, Past, evolve, refs_in
from services.gates.domain.gate.checking import Answer, Reason, checked
from services.gates.domain.gate.outdating import zone_of
from services.gates.proof.dossier import Dossier, kept_event, kept_frameworks, written
from services.gates.proof.keys import Signer
from services.gates.proof.statement import GateCheck, Subject, Subjects, attested
from shared.events.frameworks import FrameworkPublished
from shared.events.gates import DecisionEvent, GateDecided, GateEvaluated
from shared.events.releases import ReleasePinned
from shared.events.stages import Stage
from shared.events.tenants import TenantConfigured
from shared.events.verdicts import FrameworkRef
from shared.eventstore.codec import decode
from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

OF_THE_ENGAGEMENT: tuple[str, ...] = tuple(dict.fromkeys(each.__name__ for each in (*LOOKED_AT, *GATE_EVENTS)))
OF_THE_TENANT: tuple[str, ...] = (FrameworkPublished.__name__, TenantConfigured.__name__)
LIFETIME = timedelta(minutes=15)
PARTS = ("model", "prompt", "data", "configuration")


class NoSuchDecision(LookupError):
    """None of the events decides this at the gate."""


class NothingToRecompute(LookupError):
    """The decision was recorded without a verdict."""


@record
class About:
    """What is asked about, as the tenant's log stood at `position` and the store's clock at `now`."""

    tenant: UUID
    engagement_id: UUID
    stage: Stage
    position: int
    now: datetime


@record
class Answered:
    """`outcome` is what the rules say on the day; `attestation` a DSSE envelope about the `subjects`, as JSON.

    `owed` is what a conditional go still asks for, in sentences.
    """

    check: GateCheck
    outcome: str
    reasons: tuple[Reason, ...]
    subjects: Subjects
    owed: tuple[str, ...]
    attestation: str


def answered(about: About, entries: Iterable[Entry], signer: Signer) -> Answered:
    """Whether it may go on now, signed."""
    case = case_of(map(decode, entries), about.stage)
    answer = checked(case, day_of(about, case))
    check = GateCheck(
        tenant=about.tenant,
        engagement=about.engagement_id,
        stage=about.stage,
        decision=answer.decision_id,
        frameworks=answer.frameworks,
        release=None if answer.release is None else answer.release.release_id,
        allowed=answer.allowed,
        reasons=tuple(f"{each.code}: {each.says}" for each in answer.reasons),
        position=about.position,
        issued_at=about.now,
        expires_at=about.now + LIFETIME,
    )
    subjects = subjects_of(answer)
    return Answered(
        check=check,
        outcome=answer.verdict.outcome.name,
        reasons=answer.reasons,
        subjects=subjects,
        owed=tuple(f"{each.what}, due on {each.due}" for each in answer.owed),
        attestation=attested(check, subjects, signer.key),
    )


def case_of(events: Iterable[Recorded[Any]], stage: Stage) -> Case:
    past = Past()
    for each in events:
        past = evolve(past, each)
    return Case(past, stage)


def day_of(about: About, case: Case) -> date:
    return about.now.astimezone(zone_of(case)).date()


def subjects_of(answer: Answer) -> Subjects:
    return () if answer.release is None else digests_of(answer.release)


def digests_of(release: ReleasePinned) -> Subjects:
    return tuple(Subject(name=part, sha256=getattr(release, f"{part}_digest")) for part in PARTS)


def dossier(about: About, decision_id: UUID, entries: Sequence[Entry], signer: Signer) -> str:
    """The signed file about a decision. Raises NoSuchDecision or NothingToRecompute."""
    events = [decode(each) for each in entries]
    at, decided = decision_in(events, about.stage, decision_id)
    refs = refs_of(events, decided)
    own = {ref.name for ref in refs_in(each for each in events if each.seq <= at)}
    kept = [
        entry
        for entry, each in zip(entries, events, strict=True)
        if (each.seq <= at or became(each, decision_id)) and not foreign(each, own)
    ]
    whole = Dossier(
        tenant=about.tenant,
        engagement_id=about.engagement_id,
        stage=about.stage,
        decision_id=decision_id,
        made_at=about.now,
        frameworks=kept_frameworks(refs, case_of(events, about.stage).under(refs)),
        events=tuple(map(kept_event, kept)),
    )
    return written(whole, signer.key)


def decision_in(events: Iterable[Recorded[Any]], stage: Stage, decision_id: UUID) -> tuple[int, GateDecided]:
    for each in events:
        match each.event:
            case GateDecided(decision_id=found, stage=at) as decided if (found, at) == (decision_id, stage):
                return each.seq, decided
            case _:
                pass
    raise NoSuchDecision


def refs_of(events: Iterable[Recorded[Any]], decided: GateDecided) -> tuple[FrameworkRef, ...]:
    """Of the frameworks that the verdict under the decision was made by."""
    for each in events:
        if isinstance(each.event, GateEvaluated) and each.event.evaluation_id == decided.evaluation_id:
            return each.event.frameworks
    raise NothingToRecompute


def became(recorded: Recorded[Any], decision_id: UUID) -> bool:
    return isinstance(recorded.event, DecisionEvent) and recorded.event.decision_id == decision_id


def foreign(recorded: Recorded[Any], own: set[str]) -> bool:
    """A framework of the tenant's that the engagement has nothing to do with."""
    return isinstance(recorded.event, FrameworkPublished) and recorded.event.name not in own
