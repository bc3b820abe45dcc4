"""The answer of a gate, as JSON."""

import orjson

from gateway.schema.ids import global_id
from services.gates.contracts.proofs import Answered


def as_json(answer: Answered) -> dict[str, object]:
    decision = answer.check.decision
    return {
        "allowed": answer.check.allowed,
        "decision": None if decision is None else global_id("GateDecision", decision),
        "outcome": answer.outcome,
        "reasons": [{"code": each.code, "message": each.says} for each in answer.reasons],
        "position": answer.check.position,
        "attestation": orjson.loads(answer.attestation),
    }
