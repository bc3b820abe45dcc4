"""Who asks at a gate, and who has signed: as the rows show it."""

from dataclasses import replace
from typing import Any

import pytest

from services.gates.projections.gates import GATES, GateEntry
from shared.events.gates import GateEvent
from shared.events.stages import Stage
from tests.facts import gates
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO
from tests.history import rows

OF_DATA = replace(gates.SIGNED_OFF, domain="fairway/data", signer=CLEO)


def shown(*facts: GateEvent) -> GateEntry:
    found: dict[Any, GateEntry] = rows(GATES, facts)
    return found[ENGAGEMENT, "assessment"]


@pytest.mark.req("RSG4")
def test_a_request_stands_until_it_is_decided_on() -> None:
    asked = shown(gates.REQUESTED)
    assert asked.requested
    assert asked.request is not None
    assert (asked.request.request_id, asked.request.requester) == (gates.REQUEST, ANA)
    decided = shown(gates.REQUESTED, gates.EVALUATED, gates.PASSED_ON_CONDITION)
    assert (decided.requested, decided.request, decided.version) == (False, None, 3)


@pytest.mark.req("RSG4")
def test_the_last_sign_off_of_a_domain_stands_in_the_place_of_the_one_before() -> None:
    again = replace(gates.SIGNED_OFF, signer=ANA, digest="6f" * 32)
    assert [(each.domain, each.signer) for each in shown(gates.SIGNED_OFF, OF_DATA, again).signed] == [
        ("fairway/data", CLEO),
        ("fairway/governance", ANA),
    ]


@pytest.mark.req("RSG4")
def test_what_is_withdrawn_is_told_with_its_reason_and_touches_no_other_domain() -> None:
    data, governance = shown(OF_DATA, gates.SIGNED_OFF, gates.SIGN_OFF_WITHDRAWN).signed
    assert data.withdrawal is None
    assert governance.signer == BO
    assert governance.withdrawal is not None
    assert governance.withdrawal.reason == gates.SIGN_OFF_WITHDRAWN.reason


def test_each_gate_has_a_row_of_its_own() -> None:
    found = rows(GATES, (gates.REQUESTED, replace(gates.REQUESTED, stage=Stage.CLOSURE), gates.OUTDATED))
    assert {key: row.version for key, row in found.items()} == {
        (ENGAGEMENT, "assessment"): 2,
        (ENGAGEMENT, "closure"): 1,
    }
