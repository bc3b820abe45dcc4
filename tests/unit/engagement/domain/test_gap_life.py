"""Whatever is asked of a gap, by whom and in which order: what always holds."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.engagement.domain.gap import (
    DEFERRING,
    GAP,
    GROUPING,
    AssignGapOwner,
    CancelGap,
    ChangeGapSeverity,
    DeferGap,
    EstimateGap,
    GapCommand,
    LinkGapToStage,
    ResolveGap,
    SetGapDueDate,
    StartGap,
    TagWorkstream,
    UntagWorkstream,
    VerifyGap,
)
from services.engagement.domain.gap.deferring import DeferringCommand
from services.engagement.domain.gap.grouping import GroupingCommand
from services.engagement.domain.register import REOPENING, ReopenGap
from shared.events.gaps import (
    Evidence,
    GapCancelled,
    GapDeferred,
    GapEvent,
    GapOwnerAssigned,
    GapResolved,
    GapSeverityLowered,
    GapVerified,
    Severity,
)
from shared.events.people import Role
from shared.events.stages import Stage
from shared.kernel.decider import Asked
from shared.kernel.refusal import Refused
from tests.facts.gaps import GAP_ID, OPENED
from tests.facts.people import ANA, BO, CLEO, NOW, as_role

pytestmark = pytest.mark.req("RA9")

PEOPLE = (ANA, BO, CLEO)
WAYS = st.sampled_from(["urn:scan:1", "urn:scan:2"])
DAYS = st.integers(0, 3).map(lambda days: NOW.date() + timedelta(days=days))
POINTS = st.integers(1, 3).map(Decimal)
Wish: TypeAlias = GapCommand | ReopenGap | DeferringCommand | GroupingCommand
COMMANDS: st.SearchStrategy[Wish] = st.one_of(
    st.builds(AssignGapOwner, gap_id=st.just(GAP_ID), owner=st.sampled_from(PEOPLE)),
    st.builds(EstimateGap, gap_id=st.just(GAP_ID), low=POINTS, likely=POINTS, high=POINTS),
    st.builds(SetGapDueDate, gap_id=st.just(GAP_ID), due=DAYS),
    st.builds(ChangeGapSeverity, gap_id=st.just(GAP_ID), severity=st.sampled_from(Severity), reason=st.just("Why.")),
    st.just(StartGap(gap_id=GAP_ID)),
    WAYS.map(lambda link: ResolveGap(gap_id=GAP_ID, evidence=Evidence(digest="9f" * 32, link=link, note="Seen."))),
    st.just(VerifyGap(gap_id=GAP_ID)),
    st.just(ReopenGap(gap_id=GAP_ID, reason="Why.")),
    st.builds(DeferGap, gap_id=st.just(GAP_ID), until=DAYS, reason=st.just("Why.")),
    st.just(CancelGap(gap_id=GAP_ID, reason="Why.")),
    st.builds(TagWorkstream, gap_id=st.just(GAP_ID), workstream=st.sampled_from(["readiness", "outcome"])),
    st.builds(UntagWorkstream, gap_id=st.just(GAP_ID), workstream=st.sampled_from(["readiness", "outcome"])),
    st.builds(LinkGapToStage, gap_id=st.just(GAP_ID), stage=st.sampled_from(Stage)),
)
WISHES = st.lists(st.tuples(COMMANDS, st.sampled_from(PEOPLE)), max_size=40)


def decided(wish: Wish, history: Sequence[GapEvent], asked: Asked) -> list[GapEvent]:
    if isinstance(wish, ReopenGap):
        facts: Sequence[Any] = REOPENING.decide(wish, REOPENING.replay(history), asked)
    elif isinstance(wish, DeferringCommand):
        facts = DEFERRING.decide(wish, DEFERRING.replay(history), asked)
    elif isinstance(wish, GroupingCommand):
        facts = GROUPING.decide(wish, GROUPING.replay(history), asked)
    else:
        facts = GAP.decide(wish, GAP.replay(history), asked)
    return list(facts)


def lived(wishes: Sequence[tuple[Wish, UUID]]) -> list[GapEvent]:
    """What is recorded when these wishes come one after the other; everybody holds every role."""
    history: list[GapEvent] = [OPENED]
    for command, person in wishes:
        asked = Asked(by=as_role(person, *Role), at=NOW, day=NOW.date())
        with suppress(Refused):
            history.extend(decided(command, history, asked))
            assert decided(command, history, asked) == []
    return history


@given(WISHES)
def test_a_command_that_was_done_changes_nothing_when_repeated(wishes: Sequence[tuple[Wish, UUID]]) -> None:
    lived(wishes)


@given(WISHES)
def test_whoever_verifies_is_never_who_resolved(wishes: Sequence[tuple[Wish, UUID]]) -> None:
    resolver = None
    for fact in lived(wishes):
        if isinstance(fact, GapResolved):
            resolver = fact.resolver
        if isinstance(fact, GapVerified):
            assert resolver not in {None, fact.verifier}


@given(WISHES)
def test_nobody_approves_for_the_gap_they_own_and_owners_alone_resolve(
    wishes: Sequence[tuple[Wish, UUID]],
) -> None:
    owner = None
    for fact in lived(wishes):
        match fact:
            case GapOwnerAssigned():
                assert fact.owner != owner
                owner = fact.owner
            case GapResolved():
                assert fact.resolver == owner
            case GapDeferred() | GapSeverityLowered() | GapCancelled(approver=UUID()):
                assert fact.approver != owner
