"""The policy by which candidates are scored: each factor's weight, its better end, and how it is brought to 0 to 1."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from services.engagement.domain.estimate import Estimate
from shared.events.pilots import Better
from shared.events.portfolio import Factor, Weight
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, Label, label_of, one_of, read_yaml, versions


class Measured(StrEnum):
    """On a scale from 1 to 5, or as a share of the largest among the candidates."""

    SCALE = "scale"
    SHARE = "share"


ASSUMED = "unestimated"
MEASURED = {
    Factor.BUSINESS_VALUE: Measured.SHARE,
    Factor.GAP_SIZE: Measured.SHARE,
    Factor.CHANGE_COMPLEXITY: Measured.SCALE,
    Factor.STRATEGIC_ALIGNMENT: Measured.SCALE,
}
"""What is known of a factor decides that: money and effort have no largest number, scores have."""


@record
class FactorPolicy:
    factor: Factor
    weight: Decimal
    better: Better
    measured: Measured
    label: Label


@record
class ScoringPolicy:
    """`factors` stand in the order in which they break a tie. `unestimated` is what a gap counts that nobody estimated.

    Under a policy that does not say so, such a gap counts nothing.
    """

    version: int
    factors: tuple[FactorPolicy, ...]
    unestimated: Estimate | None = None

    @property
    def weights(self) -> tuple[Weight, ...]:
        return tuple(Weight(factor=each.factor, weight=each.weight) for each in self.factors)


def read_policy(text: str) -> ScoringPolicy:
    match read_yaml(text):
        case {"version": int(version), "factors": [*factors], **others} if version > 0 and set(others) <= {ASSUMED}:
            assumed = _estimate(others[ASSUMED]) if others else None
            policy = ScoringPolicy(version=version, factors=tuple(map(_factor, factors)), unestimated=assumed)
        case _:
            raise CatalogueInvalid("a scoring policy has a version, counted from 1, and factors")
    if sorted(each.factor for each in policy.factors) != sorted(Factor):
        raise CatalogueInvalid("a scoring policy names every factor once")
    if sum(each.weight for each in policy.factors) != 1 or not all(each.weight > 0 for each in policy.factors):
        raise CatalogueInvalid("every factor weighs something, and all together weigh 1")
    return policy


def _estimate(given: object) -> Estimate:
    match given:
        case {"low": str(low), "likely": str(likely), "high": str(high), **others} if not others:
            found = Estimate(low=_number(low), likely=_number(likely), high=_number(high))
        case _:
            raise CatalogueInvalid(f"an estimate has three points, low, likely and high, written as text: {given}")
    if not 0 < found.low <= found.likely <= found.high:
        raise CatalogueInvalid("an estimate rises from low over likely to high")
    return found


def _factor(given: object) -> FactorPolicy:
    match given:
        case {
            "name": name,
            "weight": str(weight),
            "better": better,
            "measured": measured,
            "label": label,
            **others,
        } if not others:
            factor = one_of(Factor, name)
        case _:
            raise CatalogueInvalid(f"a factor has a name, a weight, a better end, a measure and a label: {given}")
    if one_of(Measured, measured) is not MEASURED[factor]:
        raise CatalogueInvalid(f"{factor} is measured as a {MEASURED[factor]}")
    return FactorPolicy(
        factor=factor,
        weight=_number(weight),
        better=one_of(Better, better),
        measured=MEASURED[factor],
        label=label_of(label),
    )


def _number(given: str) -> Decimal:
    try:
        return Decimal(given)
    except InvalidOperation:
        raise CatalogueInvalid(f"a weight, or a part of an estimate, is a decimal: {given}") from None


SHIPPED_POLICIES = ("portfolio_v1.yaml", "portfolio_v2.yaml")
SCORING_POLICIES: Mapping[int, ScoringPolicy] = versions(read_policy, SHIPPED_POLICIES, __package__)
LATEST_SCORING = SCORING_POLICIES[max(SCORING_POLICIES)]
