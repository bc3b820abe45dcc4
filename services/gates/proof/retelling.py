"""Verdicts of the past computed anew: by the rules that they were made by, or by others. Nothing is recorded."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.gates.domain.framework.known import of_document
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from services.gates.domain.verdict.standing import HANDLED, Ground, further
from services.gates.proof.recomputing import Problem, differences
from shared.events.frameworks import FrameworkPublished
from shared.events.gates import GateEvaluated
from shared.events.readiness import ReadinessEvaluated
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef, Verdict
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

VERDICTS: tuple[str, ...] = (GateEvaluated.__name__, ReadinessEvaluated.__name__)
READ: tuple[str, ...] = tuple(dict.fromkeys((*(each.__name__ for each in HANDLED), *VERDICTS)))
PUBLISHED = FrameworkPublished.__name__

Documents = Mapping[str, str]
"""The frameworks that the tenant published, by digest."""


@record
class Given:
    """A verdict as it was recorded, and the ground that it was given on."""

    seq: int
    engagement_id: UUID
    stage: Stage | None
    frameworks: tuple[FrameworkRef, ...]
    then: Verdict
    ground: Ground

    def anew(self, frameworks: Sequence[Framework]) -> Verdict:
        return self.ground.verdict(frameworks, self.stage, self.day)

    @property
    def day(self) -> date:
        return self.then.day


class Retold:
    """One engagement's past, page by page: what is kept is the ground, however long the past is."""

    def __init__(self) -> None:
        self._ground = Ground()

    def take(self, page: Sequence[Recorded[Any]]) -> Iterator[Given]:
        """The verdicts among these events, each on the ground of all events before it."""
        begin = 0
        for number, recorded in enumerate(page):
            if isinstance(recorded.event, GateEvaluated | ReadinessEvaluated):
                self._ground, begin = further(self._ground, page[begin:number]), number
                yield given(recorded.seq, recorded.event, self._ground)
        self._ground = further(self._ground, page[begin:])


def given(seq: int, event: GateEvaluated | ReadinessEvaluated, ground: Ground) -> Given:
    return Given(
        seq=seq,
        engagement_id=event.engagement_id,
        stage=event.stage if isinstance(event, GateEvaluated) else None,
        frameworks=event.frameworks,
        then=event.verdict,
        ground=ground.as_days_began(event.verdict.time_zone),
    )


def replayed(verdict: Given, documents: Documents) -> tuple[Problem, ...]:
    """What the same rules make of the same events today, where that is not what was recorded."""
    found = [framework_of(ref, documents) for ref in verdict.frameworks]
    known = [each for each in found if each is not None]
    altered = [ref for ref, each in zip(verdict.frameworks, found, strict=True) if each is None]
    if altered:
        says = "its text is not what its digest is over"
        return tuple(Problem(part=f"framework {ref.name} {ref.version}", says=says) for ref in altered)
    return differences(verdict.then, verdict.anew(known))


def framework_of(ref: FrameworkRef, documents: Documents) -> Framework | None:
    """None: there is none of this digest."""
    document = documents.get(ref.digest)
    found = FRAMEWORKS.get((ref.name, ref.version)) if document is None else of_document(document)
    return found if found is not None and reference(found) == ref else None


@record
class Against:
    """Whose verdicts are judged anew; without a version: those of every version."""

    name: str
    version: int | None = None

    def covers(self, ref: FrameworkRef) -> bool:
        return ref.name == self.name and self.version in {None, ref.version}


@record
class Change:
    """Of a criterion or requirement, or with `code` empty of the outcome: what was said, and what would be."""

    code: str
    before: str
    after: str


NOT_ASKED = "not asked for"


def rejudged(verdict: Given, candidate: Framework, against: Against, documents: Documents) -> tuple[Change, ...] | None:
    """What the candidate would have said otherwise in the place of the other; None: that had no say here."""
    if not any(against.covers(ref) for ref in verdict.frameworks):
        return None
    kept = [ref for ref in verdict.frameworks if not against.covers(ref)]
    others = [found for ref in kept if (found := framework_of(ref, documents)) is not None]
    assumed = replaced(verdict, ground=under_name(verdict.ground, against.name, candidate.name))
    now = assumed.anew((candidate, *others))
    return changes(told(verdict.then), told(now, candidate.name, against.name))


def under_name(ground: Ground, before: str, after: str) -> Ground:
    """What people said of a criterion counts for the one of the same code."""
    renamed = {renaming(code, before, after): said for code, said in ground.said.items()}
    return ground if before == after else replaced(ground, said={**ground.said, **renamed})


def renaming(code: str, before: str, after: str) -> str:
    name, slash, rest = code.partition("/")
    return f"{after}{slash}{rest}" if name == before else code


def told(verdict: Verdict, name: str = "", as_name: str = "") -> Mapping[str, str]:
    """By code, and the outcome under the empty one."""
    criteria = {each.code: each.state.value for each in verdict.criteria}
    required = {each.code: "holds" if each.holds else "does not hold" for each in verdict.requirements}
    codes = {renaming(code, name, as_name): said for code, said in {**criteria, **required}.items()}
    return {"": verdict.outcome.value, **codes}


def changes(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[Change, ...]:
    both = ((code, then.get(code, NOT_ASKED), now.get(code, NOT_ASKED)) for code in dict.fromkeys((*then, *now)))
    return tuple(Change(code=code, before=before, after=after) for code, before, after in both if before != after)
