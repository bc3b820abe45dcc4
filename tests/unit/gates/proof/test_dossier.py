"""A dossier recomputes: what it says follows from its events, and whatever was altered is named."""

import base64
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.proof.dossier import Dossier, KeptFramework, read, suspected, written
from services.gates.proof.dsse import NotAnEnvelope, SignatureForged, SignedByNobodyKnown, sealed
from services.gates.proof.recomputing import problems
from shared.events.gates import GateDecided, GateEvaluated, Outcome, SignOffRecorded
from shared.events.stages import Stage
from shared.kernel.refusal import Refused
from tests.facts.gaps import LOAD_TEST_OPENED, RAISED
from tests.facts.people import BO
from tests.unit.gates.domain.gate.house import (
    DRILL,
    GO,
    GREEN,
    SPONSOR,
    condition,
    conditional,
    happened,
    passed,
    signed,
)
from tests.unit.gates.proof.filed import KEY, TRUSTED, dossier, hashed_again, with_document, with_event

pytestmark = pytest.mark.req("X2")

WHOLE = dossier()
FILE = written(WHOLE, KEY)
NOT_REHEARSED = tuple(each for each in GREEN if each != DRILL)


def number_of(kind: type, whole: Dossier = WHOLE) -> int:
    return next(number for number, each in enumerate(whole.events) if each.type == kind.__name__)


def parts(whole: Dossier) -> list[str]:
    return [each.part for each in problems(whole)]


def retold(whole: Dossier, kind: type, change: Callable[[str], str]) -> Dossier:
    """With what an event says changed, and hashed again as a forger would."""
    number = number_of(kind, whole)
    changed = replace(whole.events[number], data=change(whole.events[number].data))
    assert changed != whole.events[number]
    return with_event(whole, number, data=changed.data, leaf=hashed_again(changed).leaf)


def test_a_go_recomputes() -> None:
    assert problems(read(FILE, TRUSTED)) == ()


def test_the_file_gives_back_what_was_put_into_it() -> None:
    assert read(FILE, TRUSTED) == WHOLE


def test_a_no_go_recomputes_without_a_signature() -> None:
    past = happened(NOT_REHEARSED, replace(GO, outcome=Outcome.NO_GO, reason="Nobody rehearsed."), SPONSOR)
    assert problems(dossier(past)) == ()


def test_a_conditional_go_recomputes() -> None:
    past = happened(signed(*NOT_REHEARSED), conditional(condition("house/rehearsed")), SPONSOR)
    assert problems(dossier(past)) == ()


def test_what_happened_after_the_decision_changes_nothing() -> None:
    assert problems(dossier((*passed(), LOAD_TEST_OPENED, RAISED))) == ()


def test_a_file_that_nobody_trusted_signed_is_refused() -> None:
    other = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
    with pytest.raises(SignedByNobodyKnown):
        read(written(WHOLE, other), TRUSTED)


@settings(max_examples=100)
@given(place=st.integers(0, len(FILE) - 1))
def test_one_changed_byte_of_the_file_is_found(place: int) -> None:
    by = "A" if FILE[place] != "A" else "B"
    try:
        found = read(FILE[:place] + by + FILE[place + 1 :], TRUSTED)
    except Refused:
        return
    assert found == WHOLE


@pytest.mark.parametrize("number", range(len(WHOLE.events)))
def test_one_changed_byte_of_an_event_is_named_by_its_position(number: int) -> None:
    data = WHOLE.events[number].data
    altered = with_event(WHOLE, number, data=data[:-2] + chr(ord(data[-2]) ^ 1) + data[-1])
    assert parts(altered) == [f"event {number + 1}"]


def test_a_changed_moment_of_an_event_is_named() -> None:
    assert parts(with_event(WHOLE, 3, actor=BO if WHOLE.events[3].actor != BO else UUID(int=1))) == ["event 4"]


def test_a_changed_text_of_a_framework_is_named() -> None:
    document = WHOLE.frameworks[0].document.replace("gaps.blocking == 0", "gaps.blocking == 9")
    assert parts(with_document(WHOLE, document)) == ["framework house 1"]


def test_events_of_others_are_named() -> None:
    number = number_of(SignOffRecorded)
    foreign = replace(WHOLE.events[number], engagement_id=UUID(int=9))
    assert parts(with_event(WHOLE, number, engagement_id=UUID(int=9), leaf=hashed_again(foreign).leaf)) == [
        f"event {number + 1}"
    ]


def test_events_out_of_order_are_named() -> None:
    turned = replace(WHOLE, events=(WHOLE.events[1], WHOLE.events[0], *WHOLE.events[2:]))
    assert "event 1" in parts(turned)


def test_a_forged_verdict_does_not_recompute() -> None:
    past = happened(NOT_REHEARSED, replace(GO, outcome=Outcome.NO_GO, reason="Nobody rehearsed."), SPONSOR)
    forged = retold(dossier(past), GateEvaluated, lambda data: data.replace('"not_assessed"', '"met"'))
    assert "criterion house/rehearsed" in parts(forged)


def test_a_forged_fact_does_not_recompute() -> None:
    forged = retold(WHOLE, GateEvaluated, lambda data: data.replace('"value":"0"', '"value":"1"', 1))
    assert any(part.startswith("fact ") for part in parts(forged))


def test_a_go_on_a_verdict_that_fails_is_named() -> None:
    past = happened(NOT_REHEARSED, replace(GO, outcome=Outcome.NO_GO, reason="Nobody rehearsed."), SPONSOR)
    forged = retold(dossier(past), GateDecided, lambda data: data.replace('"no_go"', '"go"'))
    assert "decision" in parts(forged)
    assert "sign-off house/technical" in parts(forged)


def test_a_conditional_go_that_carries_not_all_is_named() -> None:
    past = happened(signed(*NOT_REHEARSED), conditional(condition("house/rehearsed")), SPONSOR)
    forged = retold(dossier(past), GateDecided, lambda data: data.replace("house/rehearsed", "house/sources"))
    assert parts(forged) == ["decision"]


def test_a_signature_over_something_else_is_named() -> None:
    digest = json.loads(WHOLE.events[number_of(SignOffRecorded)].data)["digest"]
    forged = retold(WHOLE, SignOffRecorded, lambda data: data.replace(digest, "0" * 64))
    assert parts(forged) == ["sign-off house/technical"]


def test_a_left_out_event_is_noticed_where_it_matters() -> None:
    number = next(n for n, each in enumerate(WHOLE.events) if each.type == "EvidenceSubmitted")
    without = replace(WHOLE, events=WHOLE.events[:number] + WHOLE.events[number + 1 :])
    assert "criterion house/rehearsed" in parts(without)


@pytest.mark.parametrize("kind", [GateDecided, GateEvaluated])
def test_without_the_decision_or_its_verdict_there_is_nothing_to_recompute(kind: type) -> None:
    number = number_of(kind)
    without = replace(WHOLE, events=WHOLE.events[:number] + WHOLE.events[number + 1 :])
    assert parts(without) == ["decision" if kind is GateDecided else "verdict"]


def test_a_decision_at_another_stage_is_not_this_one() -> None:
    assert parts(replace(WHOLE, stage=Stage.CLOSURE)) == ["decision"]


def test_other_frameworks_than_those_of_the_verdict_are_named() -> None:
    assert parts(replace(WHOLE, frameworks=())) == ["frameworks"]


def test_a_payload_that_is_no_dossier_is_refused_as_such() -> None:
    with pytest.raises(NotAnEnvelope):
        read(sealed("application/vnd.fairway.dossier.v1+json", b'{"tenant": 7}', KEY), TRUSTED)


@pytest.mark.parametrize("chain", ["", "0" * 63, "g" * 64, "0" * 65])
def test_a_link_that_is_no_hash_is_named(chain: str) -> None:
    assert parts(with_event(WHOLE, 3, chain=chain)) == ["event 4"]


@pytest.mark.parametrize("change", [{"type": "Unheard"}, {"data": "{}"}])
def test_an_event_that_nobody_can_read_is_named(change: dict[str, Any]) -> None:
    changed = replace(WHOLE.events[3], **change)
    assert parts(with_event(WHOLE, 3, **change, leaf=hashed_again(changed).leaf)) == ["events"]


def test_a_text_that_is_no_framework_is_named() -> None:
    document = "{}"
    ref = replace(WHOLE.frameworks[0].ref, digest=sha256(document.encode()).hexdigest())
    number = number_of(GateEvaluated)
    data = WHOLE.events[number].data.replace(WHOLE.frameworks[0].ref.digest, ref.digest)
    leaf = hashed_again(replace(WHOLE.events[number], data=data)).leaf
    whole = with_event(WHOLE, number, data=data, leaf=leaf)
    assert parts(replace(whole, frameworks=(KeptFramework(ref=ref, document=document),))) == ["frameworks"]


@settings(max_examples=100)
@given(place=st.integers(0), bit=st.integers(0, 7))
def test_whatever_was_changed_after_signing_the_check_itself_does_not_break(place: int, bit: int) -> None:
    envelope = json.loads(FILE)
    payload = bytearray(base64.b64decode(envelope["payload"]))
    payload[place % len(payload)] ^= 1 << bit
    file = json.dumps(envelope | {"payload": base64.b64encode(payload).decode()})
    with pytest.raises(SignatureForged):
        read(file, TRUSTED)
    with suppress(Refused):
        assert isinstance(problems(suspected(file)), tuple)
