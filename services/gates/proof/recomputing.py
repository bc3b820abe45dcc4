"""Whether a dossier holds: its events hashed again, its verdict computed again, its decision judged again."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.reading import FrameworkInvalid
from services.gates.domain.framework.reading import read as read_framework
from services.gates.domain.gate.signing import domains_at
from services.gates.domain.verdict.asked import required_of
from services.gates.domain.verdict.canonical import domain_digest
from services.gates.domain.verdict.standing import ground_of
from services.gates.domain.verdict.states import PASSED, unmet
from services.gates.proof.dossier import Dossier, KeptEvent, KeptFramework, entry_of
from shared.events.gates import GateDecided, GateEvaluated, Outcome, SignOffRecorded, SignOffWithdrawn
from shared.events.verdicts import Verdict
from shared.eventstore.chain import leaf
from shared.eventstore.codec import BrokenEvent, UnknownEvent, decode
from shared.kernel.canonical import canonical
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

HASH = re.compile("[0-9a-f]{64}")


@record
class Problem:
    """`part` is what does not hold: an event by its position, a framework, the verdict, a sign-off or the decision."""

    part: str
    says: str


@record
class Made:
    """The decision, what it was made on, and what was known then, as the dossier's events tell."""

    decided: GateDecided
    evaluated: GateEvaluated
    before: tuple[Recorded[Any], ...]


def problems(dossier: Dossier) -> tuple[Problem, ...]:
    """All that does not hold; none: the decision is what it says it is."""
    altered = (*of_events(dossier), *of_frameworks(dossier.frameworks))
    if altered:
        return altered
    made = made_of(dossier)
    if isinstance(made, Problem):
        return (made,)
    try:
        frameworks = tuple(read_framework(each.document) for each in dossier.frameworks)
    except FrameworkInvalid:
        return (Problem(part="frameworks", says="one of them is no framework"),)
    return (*of_verdict(made, frameworks), *of_decision(made), *of_sign_offs(made, frameworks))


def of_events(dossier: Dossier) -> Iterator[Problem]:
    last = 0
    for kept in dossier.events:
        part = f"event {kept.seq}"
        if (said := wrong(kept, dossier)) is not None:
            yield Problem(part=part, says=said)
        if kept.seq <= last:
            yield Problem(part=part, says="it does not stand in the order of the log")
        last = kept.seq


def wrong(kept: KeptEvent, dossier: Dossier) -> str | None:
    if not HASH.fullmatch(kept.chain):
        return "its link is no hash"
    if leaf(entry_of(kept)).hex() != kept.leaf:
        return "its content is not what its hash is over"
    if kept.tenant != dossier.tenant:
        return "it is another tenant's"
    if kept.engagement_id not in {None, dossier.engagement_id}:
        return "it is another engagement's"
    return None


def of_frameworks(frameworks: Sequence[KeptFramework]) -> Iterator[Problem]:
    for kept in frameworks:
        if sha256(kept.document.encode()).hexdigest() != kept.ref.digest:
            part = f"framework {kept.ref.name} {kept.ref.version}"
            yield Problem(part=part, says="its text is not what its digest is over")


def made_of(dossier: Dossier) -> Made | Problem:
    try:
        events = tuple(decode(entry_of(kept)) for kept in dossier.events)
    except (UnknownEvent, BrokenEvent) as error:
        return Problem(part="events", says=f"one of them cannot be read: {error}")
    decided = next((each.event for each in events if decides(each.event, dossier)), None)
    if decided is None:
        return Problem(part="decision", says="no event of the dossier is this decision")
    evaluated = next((each.event for each in events if evaluates(each.event, decided)), None)
    if evaluated is None:
        return Problem(part="verdict", says="no event of the dossier is the verdict that the decision names")
    if tuple(each.ref for each in dossier.frameworks) != evaluated.frameworks:
        return Problem(part="frameworks", says="they are not those that the verdict was made by")
    return Made(
        decided=decided,
        evaluated=evaluated,
        before=tuple(each for each in events if each.seq <= evaluated.position),
    )


def decides(event: object, dossier: Dossier) -> bool:
    return isinstance(event, GateDecided) and (event.decision_id, event.stage) == (dossier.decision_id, dossier.stage)


def evaluates(event: object, decided: GateDecided) -> bool:
    return isinstance(event, GateEvaluated) and event.evaluation_id == decided.evaluation_id


def of_verdict(made: Made, frameworks: Sequence[Framework]) -> tuple[Problem, ...]:
    try:
        now = recomputed(made, frameworks)
    except (ZoneInfoNotFoundError, ValueError):
        return (Problem(part="verdict", says=f"there is no time zone {made.evaluated.verdict.time_zone}"),)
    return differences(made.evaluated.verdict, now)


def recomputed(made: Made, frameworks: Sequence[Framework]) -> Verdict:
    """What the rules make of the events today."""
    then = made.evaluated.verdict
    return ground_of(made.before, then.time_zone).verdict(frameworks, made.evaluated.stage, then.day)


def differences(then: Verdict, now: Verdict) -> tuple[Problem, ...]:
    """Between what was recorded and what the rules make of the events today; none: they are the same."""
    if canonical(then) == canonical(now):
        return ()
    named = (*of_criteria(then, now), *of_facts(then, now), *of_outcome(then, now))
    return named or (Problem(part="verdict", says="it reads differently when recomputed"),)


def of_criteria(then: Verdict, now: Verdict) -> Iterator[Problem]:
    known = {each.code: each for each in now.criteria}
    for each in then.criteria:
        if known.get(each.code) != each:
            state = known[each.code].state if each.code in known else "not asked for"
            yield Problem(part=f"criterion {each.code}", says=f"it was {each.state}, and is {state} when recomputed")


def of_facts(then: Verdict, now: Verdict) -> Iterator[Problem]:
    known = {each.name: each for each in now.facts}
    for fact in then.facts:
        if known.get(fact.name) != fact:
            value = known[fact.name].value if fact.name in known else None
            yield Problem(part=f"fact {fact.name}", says=f"it was {fact.value}, and is {value} when recomputed")


def of_outcome(then: Verdict, now: Verdict) -> Iterator[Problem]:
    if then.outcome is not now.outcome or then.requirements != now.requirements:
        yield Problem(part="verdict", says=f"it was {then.outcome}, and is {now.outcome} when recomputed")


def of_decision(made: Made) -> Iterator[Problem]:
    """The rules that bind people: nothing passes that the verdict did not let pass, or a condition carried."""
    verdict, decided = made.evaluated.verdict, made.decided
    if decided.outcome is Outcome.GO and verdict.outcome not in PASSED:
        yield Problem(part="decision", says=f"it is a go on a verdict of {verdict.outcome}")
    if decided.outcome is Outcome.CONDITIONAL_GO:
        carried = {each.criterion for each in decided.conditions}
        for code in unmet(verdict):
            if code not in carried:
                yield Problem(part="decision", says=f"no condition carries {code}, which was not met")


def of_sign_offs(made: Made, frameworks: Sequence[Framework]) -> Iterator[Problem]:
    """A go takes a signature for each domain, over what the verdict says of it."""
    if made.decided.outcome not in {Outcome.GO, Outcome.CONDITIONAL_GO}:
        return
    standing, stage, verdict = signed(made), made.decided.stage, made.evaluated.verdict
    for domain in domains_at(frameworks, stage):
        if domain not in standing:
            yield Problem(part=f"sign-off {domain}", says="nobody signed for it")
        elif standing[domain].digest != domain_digest(verdict, domain, required_of(frameworks, stage, domain)):
            yield Problem(part=f"sign-off {domain}", says="it is over something else than the verdict")


def signed(made: Made) -> dict[str, SignOffRecorded]:
    """The last signature for each domain that was not withdrawn."""
    standing: dict[str, SignOffRecorded] = {}
    for recorded in made.before:
        match recorded.event:
            case SignOffRecorded(stage=stage, domain=domain) as signature if stage is made.decided.stage:
                standing[domain] = signature
            case SignOffWithdrawn(stage=stage, domain=domain) if stage is made.decided.stage:
                standing.pop(domain, None)
            case _:
                pass
    return standing
