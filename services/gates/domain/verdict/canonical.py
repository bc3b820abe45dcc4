"""How long a verdict may be to be recorded, and the digest of what of it somebody signs for."""

from collections.abc import Collection
from hashlib import sha256

from shared.events.verdicts import Verdict
from shared.kernel.canonical import canonical

MOST_BYTES = 55_000


def fits(verdict: Verdict) -> bool:
    """Whether it can be recorded, with what is told around it."""
    return len(canonical(verdict)) <= MOST_BYTES


def domain_digest(verdict: Verdict, domain: str, required: Collection[str] = ()) -> str:
    """Of all that the verdict says of one domain, and of the requirements of these codes: what somebody signs for.

    Neither the day nor the events count that the facts came from, so that what changes nothing leaves it as it is.
    """
    criteria = tuple(each for each in verdict.criteria if each.domain == domain)
    requirements = tuple(each for each in verdict.requirements if each.code in required)
    names = {name for each in criteria for name in each.facts} | {name for each in requirements for name in each.facts}
    facts = {each.name: each.value for each in verdict.facts if each.name in names}
    besides = {"requirements": requirements} if requirements else {}
    return sha256(canonical({"criteria": criteria, "facts": facts, **besides})).hexdigest()
