"""The policy of how long stages take, and how late one may be before people are told."""

from collections.abc import Mapping
from datetime import timedelta

from shared.events.stages import Stage
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, one_of, read_yaml, versions


@record
class PacePolicy:
    version: int
    slack: timedelta
    days: Mapping[Stage, timedelta]


def read_pace(text: str) -> PacePolicy:
    match read_yaml(text):
        case {"version": int(version), "slack": int(slack), "days": dict(days), **others} if (
            version > 0 and slack >= 0 and not others
        ):
            taken = {one_of(Stage, name): _days(name, number) for name, number in days.items()}
            if set(taken) != set(Stage):
                raise CatalogueInvalid("a pace has days for each of the five stages")
            return PacePolicy(version=version, slack=timedelta(days=slack), days=taken)
        case _:
            raise CatalogueInvalid("a pace has a version, a slack and the days of each stage")


def _days(name: object, given: object) -> timedelta:
    if isinstance(given, bool) or not isinstance(given, int) or given < 1:
        raise CatalogueInvalid(f"{name} takes a whole number of days, from 1")
    return timedelta(days=given)


PACES: Mapping[int, PacePolicy] = versions(read_pace, ("stage_pace_v1.yaml",), __package__)
LATEST_PACE = PACES[max(PACES)]
