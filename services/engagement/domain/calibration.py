"""Forecasts held against what came: how late that was, and how often each date was kept.

A date counts once its day is over: by then it was kept, or it was not, be the thing done or not. Had those been counted
that are done and no others, what is late would be missing. Forecasts of one engagement turn out alike, so each
engagement has one voice, however many forecasts it has.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, comb, floor
from uuid import UUID

from shared.events.forecasts import ForecastDates
from shared.kernel.record import record
from shared.policy.shipped import SINCE, CatalogueInvalid, Label, label_of, one_of, read_yaml, since_of, versions

PERCENTS = (50, 80, 95)
MISSED = 100


class Judgement(StrEnum):
    """What the dates of one percentage are worth, by what came of them."""

    TOO_FEW = "too_few"
    BORNE_OUT = "borne_out"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"


@record
class CalibrationPolicy:
    """`enough` engagements are judged by; what is less likely than `doubt` is no chance."""

    version: int
    enough: int
    doubt: Fraction
    says: Mapping[Judgement, Label]
    since: date | None = None


@record
class Promised:
    """The dates that an engagement's forecast gave on some day, and the day that came, if it has."""

    engagement_id: UUID
    dates: ForecastDates
    came_on: date | None

    @property
    def days_late(self) -> int | None:
        return (self.came_on - self.dates.p50).days if self.came_on else None

    @property
    def within(self) -> int | None:
        """The first of the percentages whose day was kept, 100 where none was."""
        came = self.came_on
        if came is None:
            return None
        return next((percent for percent in PERCENTS if came <= day(self.dates, percent)), MISSED)


@record
class Kept:
    """Of the dates of one percentage: those whose day is over, from how many engagements, and those that were kept."""

    percent: int
    due: int
    engagements: int
    kept: int
    judgement: Judgement


@record
class Calibration:
    """`came` counts the forecasts whose day has come; `days_late` is the median of those, beside P50."""

    forecasts: int
    engagements: int
    came: int
    days_late: int | None
    kept: tuple[Kept, ...]
    policy: int


def calibrated(promised: Sequence[Promised], today: date, policy: CalibrationPolicy) -> Calibration:
    late = sorted(each.days_late for each in promised if each.days_late is not None)
    return Calibration(
        forecasts=len(promised),
        engagements=len({each.engagement_id for each in promised}),
        came=len(late),
        days_late=late[(len(late) - 1) // 2] if late else None,
        kept=tuple(kept(promised, percent, today, policy) for percent in PERCENTS),
        policy=policy.version,
    )


def kept(promised: Sequence[Promised], percent: int, today: date, policy: CalibrationPolicy) -> Kept:
    due = [each for each in promised if day(each.dates, percent) < today]
    held = [each for each in due if each.came_on is not None and each.came_on <= day(each.dates, percent)]
    of, kept_of = (Counter(each.engagement_id for each in several) for several in (due, held))
    voices = sum((Fraction(kept_of[each], of[each]) for each in of), Fraction(0))
    return Kept(
        percent=percent,
        due=len(due),
        engagements=len(of),
        kept=len(held),
        judgement=judged(voices, len(of), Fraction(percent, 100), policy),
    )


def judged(voices: Fraction, number: int, chance: Fraction, policy: CalibrationPolicy) -> Judgement:
    """`voices`: the shares that each of so many engagements kept, added up."""
    if number < policy.enough:
        return Judgement.TOO_FEW
    if at_most(ceil(voices), number, chance) < policy.doubt:
        return Judgement.TOO_EARLY
    if 1 - at_most(floor(voices) - 1, number, chance) < policy.doubt:
        return Judgement.TOO_LATE
    return Judgement.BORNE_OUT


def at_most(kept: int, number: int, chance: Fraction) -> Fraction:
    """How likely it is that no more of so many are kept, each by that chance: the binomial distribution, exactly."""
    held, missed = chance.numerator, chance.denominator - chance.numerator
    ways = sum(comb(number, each) * held**each * missed ** (number - each) for each in range(kept + 1))
    return Fraction(ways, chance.denominator**number)


def day(dates: ForecastDates, percent: int) -> date:
    return {50: dates.p50, 80: dates.p80, 95: dates.p95}[percent]


def read_policy(text: str) -> CalibrationPolicy:
    match read_yaml(text):
        case {"version": int(version), "enough": int(enough), "doubt": str(doubt), "says": dict(says), **others} if (
            version > 0 and enough > 0 and others.keys() <= {SINCE}
        ):
            labels = {one_of(Judgement, name): label_of(given) for name, given in says.items()}
            policy = CalibrationPolicy(
                version=version, enough=enough, doubt=_share(doubt), says=labels, since=since_of(others)
            )
        case _:
            raise CatalogueInvalid("a policy of calibration has a version, a number that is enough, a doubt, and words")
    if policy.says.keys() != set(Judgement):
        raise CatalogueInvalid("every judgement has its words")
    return policy


def _share(given: str) -> Fraction:
    try:
        share = Fraction(given)
    except ValueError:
        share = Fraction(0)
    if not 0 < share < 1:
        raise CatalogueInvalid(f"a share lies between 0 and 1, and is a decimal: {given}")
    return share


SHIPPED_POLICIES = ("calibration_v1.yaml",)
CALIBRATION_POLICIES: Mapping[int, CalibrationPolicy] = versions(read_policy, SHIPPED_POLICIES, __package__)
