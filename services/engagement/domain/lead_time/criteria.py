"""The lead time by the criterion that it was spent on: each subject serves one at most, so the parts add up."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from services.engagement.domain.lead_time.split import SubjectPart, Time, added
from services.engagement.domain.lead_time.stretches import Subject
from shared.events.dimensions import Dimension
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, name_of, one_of, read_yaml, versions


@record
class CriteriaPolicy:
    """The codes that accesses, deliverables by name, and gaps by dimension and aspect serve."""

    version: int
    framework: str
    access: str
    deliverables: Mapping[str, str]
    aspects: Mapping[Dimension, Mapping[str, str]]

    def of_aspect(self, dimension: Dimension | None, aspect: str | None) -> str | None:
        known = self.aspects.get(dimension, {}) if dimension else {}
        return known.get(aspect) if aspect else None


@record
class CriterionPart:
    """`criterion` is told as `framework/code`; None: what serves no criterion in particular."""

    criterion: str | None
    time: Time


def read_policy(text: str) -> CriteriaPolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "framework": str(framework),
            "access": str(access),
            "deliverables": dict(deliverables),
            "aspects": dict(aspects),
            **others,
        } if version > 0 and not others:
            return CriteriaPolicy(
                version=version,
                framework=name_of(framework),
                access=name_of(access),
                deliverables=_named(deliverables),
                aspects={one_of(Dimension, each): _named(codes) for each, codes in aspects.items()},
            )
        case _:
            raise CatalogueInvalid("a policy names a framework, and criteria of access, deliverables and aspects")


def _named(codes: object) -> Mapping[str, str]:
    if not isinstance(codes, dict):
        raise CatalogueInvalid(f"names with a criterion each: {codes}")
    return {name_of(name): name_of(code) for name, code in codes.items()}


POLICIES: Mapping[int, CriteriaPolicy] = versions(read_policy, ("criteria_v1.yaml",), __package__)
LATEST_CRITERIA = POLICIES[max(POLICIES)]


def by_criterion(
    parts: Iterable[SubjectPart], gaps: Mapping[UUID, str | None], policy: CriteriaPolicy = LATEST_CRITERIA
) -> tuple[CriterionPart, ...]:
    """The longest first, and what serves none last; `gaps` says which code each serves."""
    found: dict[str | None, list[Time]] = {}
    for part in parts:
        found.setdefault(served(part.subject, gaps, policy), []).append(part.time)
    whole = {code: added(times) for code, times in found.items()}
    ordered = sorted(whole, key=lambda code: (code is None, -whole[code].total, code or ""))
    return tuple(
        CriterionPart(criterion=f"{policy.framework}/{code}" if code else None, time=whole[code]) for code in ordered
    )


def served(subject: Subject, gaps: Mapping[UUID, str | None], policy: CriteriaPolicy) -> str | None:
    if subject.access is not None:
        return policy.access
    if subject.gap is not None:
        return gaps.get(subject.gap)
    return policy.deliverables.get(subject.deliverable) if subject.deliverable else None
