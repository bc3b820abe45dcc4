"""What the time until go-live can go into, in the order in which one comes before another: shipped data."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from shared.kernel.record import record
from shared.policy.shipped import (
    SINCE,
    CatalogueInvalid,
    Label,
    each_once,
    label_of,
    one_of,
    read_yaml,
    since_of,
    versions,
)


class Matter(StrEnum):
    """What is going on, or is waited for; each that waits is a hand-off that somebody has not taken up yet."""

    GAP_WORK = "gap_work"
    DATA_ACCESS = "data_access"
    VERIFICATION = "verification"
    ACCEPTANCE = "acceptance"
    REWORK = "rework"
    GATE = "gate"
    GAP_OWNER = "gap_owner"
    GAP_START = "gap_start"
    DEFERRAL_OVER = "deferral_over"
    DEFERRAL = "deferral"
    START = "start"
    NOTHING = "nothing"


class Kind(StrEnum):
    WORK = "work"
    WAIT = "wait"


class Hand(StrEnum):
    """In whose hands it lies."""

    GAP_OWNER = "gap_owner"
    DATA_OWNER = "data_owner"
    VERIFIER = "verifier"
    ACCEPTER = "accepter"
    SUBMITTER = "submitter"
    GATE_DECIDERS = "gate_deciders"
    LEAD = "lead"
    APPROVER = "approver"
    NOBODY = "nobody"


@record
class Meaning:
    matter: Matter
    kind: Kind
    hand: Hand
    label: Label


@record
class LeadTimePolicy:
    """`meanings` are in their order of precedence. It holds `since` that day of the tenant's, or from the beginning."""

    version: int
    meanings: Mapping[Matter, Meaning]
    since: date | None = None

    def rank(self, matter: Matter) -> int:
        return tuple(self.meanings).index(matter)


def read_policy(text: str) -> LeadTimePolicy:
    match read_yaml(text):
        case {"version": int(version), "matters": [*matters], **others} if version > 0 and others.keys() <= {SINCE}:
            read = tuple(map(_meaning, matters))
            since = since_of(others)
        case _:
            raise CatalogueInvalid("a policy of lead times has a version, counted from 1, and matters")
    each_once("the matters", (each.matter for each in read))
    if {each.matter for each in read} != set(Matter) or read[-1].matter is not Matter.NOTHING:
        raise CatalogueInvalid("every matter has its place, and nothing comes last")
    return LeadTimePolicy(version=version, meanings={each.matter: each for each in read}, since=since)


def _meaning(given: object) -> Meaning:
    match given:
        case {"name": name, "kind": kind, "hand": hand, **label}:
            return Meaning(
                matter=one_of(Matter, name), kind=one_of(Kind, kind), hand=one_of(Hand, hand), label=label_of(label)
            )
        case _:
            raise CatalogueInvalid(f"a matter has a name, a kind, a hand, and reads in both languages: {given}")


SHIPPED = ("lead_time_v1.yaml",)
POLICIES: Mapping[int, LeadTimePolicy] = versions(read_policy, SHIPPED, __package__)
LATEST = POLICIES[max(POLICIES)]
