"""The policy of what has lasted: which windows are looked at, and how far behind they may be. Shipped data."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from services.measurement.domain.windows import DAYS
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, read_yaml, versions


@record
class LastingPolicy:
    version: int
    last_days: int
    tolerance: Decimal


def read_lasting(text: str) -> LastingPolicy:
    match read_yaml(text):
        case {"version": int(version), "last_days": int(days), "tolerance": str(tolerance), **others} if (
            version > 0 and 0 < days <= DAYS and not others
        ):
            return LastingPolicy(version=version, last_days=days, tolerance=_share(tolerance))
        case _:
            raise CatalogueInvalid("what has lasted takes a version, days up to 90 and a tolerance, written as a text")


def _share(given: str) -> Decimal:
    try:
        share = Decimal(given)
    except InvalidOperation as error:
        raise CatalogueInvalid(f"no number: {given}") from error
    if not 0 <= share < 1:
        raise CatalogueInvalid(f"a tolerance is a share below one: {given}")
    return share


SHIPPED_LASTING = ("lasting_v1.yaml",)
LASTING_POLICIES: Mapping[int, LastingPolicy] = versions(read_lasting, SHIPPED_LASTING, __package__)
LATEST_LASTING = LASTING_POLICIES[max(LASTING_POLICIES)]
