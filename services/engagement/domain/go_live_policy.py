"""The policy of going live: the day that is reported on, and the words for what blocks and for every end."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from shared.events.endings import EndReason
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, Label, label_of, one_of, read_yaml, versions

Word = TypeVar("Word", bound=StrEnum)


class BlockerCode(StrEnum):
    """In the order in which they are shown."""

    BLOCKING_GAP_OPEN = "blocking_gap_open"
    BLOCKING_GAP_NOT_VERIFIED = "blocking_gap_not_verified"
    GAP_DEFERRED_PAST_GO_LIVE = "gap_deferred_past_go_live"
    STAGE_NOT_COMPLETED = "stage_not_completed"
    GATE_NOT_PASSED = "gate_not_passed"
    INFRASTRUCTURE_NOT_TRANSFERRED = "infrastructure_not_transferred"
    VENDOR_DECISION_NOT_RATIFIED = "vendor_decision_not_ratified"
    OBLIGATIONS_NOT_ACCEPTED = "obligations_not_accepted"
    MODEL_ACCOUNTABILITY_VACATED = "model_accountability_vacated"
    DATA_SOURCE_OWNER_VACATED = "data_source_owner_vacated"
    GAP_OWNER_VACATED = "gap_owner_vacated"
    PROGRAMME_NOT_LAUNCHED = "programme_not_launched"
    LEAD_TIME_NOT_REACHED = "lead_time_not_reached"
    POPULATION_NOT_COVERED = "population_not_covered"
    RELEASE_NOT_PINNED = "release_not_pinned"
    RELEASE_NOT_PROVEN = "release_not_proven"


LATER = {
    BlockerCode.POPULATION_NOT_COVERED: 2,
    BlockerCode.MODEL_ACCOUNTABILITY_VACATED: 3,
    BlockerCode.DATA_SOURCE_OWNER_VACATED: 3,
    BlockerCode.GAP_OWNER_VACATED: 3,
}
"""The version that brought a word; the others were there from the first."""


@record
class GoLivePolicy:
    """`report_day` counts from the day of going live as 0."""

    version: int
    report_day: int
    blockers: Mapping[BlockerCode, Label]
    reasons: Mapping[EndReason, Label]


def read_policy(text: str) -> GoLivePolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "report_day": int(report_day),
            "blockers": [*blockers],
            "reasons": [*reasons],
            **others,
        } if min(version, report_day) > 0 and not others:
            return GoLivePolicy(
                version=version,
                report_day=report_day,
                blockers=_worded(_known_in(version), BlockerCode, blockers),
                reasons=_worded(list(EndReason), EndReason, reasons),
            )
        case _:
            raise CatalogueInvalid("a policy has a version, a day reported on, blockers and reasons")


def _known_in(version: int) -> list[BlockerCode]:
    return [code for code in BlockerCode if LATER.get(code, 1) <= version]


def _worded(wanted: Sequence[Word], words: type[Word], given: Sequence[object]) -> Mapping[Word, Label]:
    several = [_word(words, each) for each in given]
    labels = dict(several)
    if len(labels) != len(several) or set(labels) != set(wanted):
        raise CatalogueInvalid(f"each of {', '.join(wanted)} reads in both languages, once")
    return labels


def _word(words: type[Word], given: object) -> tuple[Word, Label]:
    match given:
        case {"name": str(name), **label}:
            return one_of(words, name), label_of(label)
        case _:
            raise CatalogueInvalid(f"it has a name and reads in both languages: {given}")


SHIPPED_POLICIES = ("go_live_v1.yaml", "go_live_v2.yaml", "go_live_v3.yaml")
POLICIES: Mapping[int, GoLivePolicy] = versions(read_policy, SHIPPED_POLICIES, __package__)
LATEST_POLICY = POLICIES[max(POLICIES)]
