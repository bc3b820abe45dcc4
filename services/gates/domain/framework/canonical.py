"""A framework as one text for ever: JSON in the one form (RFC 8785), and its digest."""

import json
from hashlib import sha256
from typing import Any

from services.gates.domain.framework.model import Clause, Criterion, Domain, Framework, Gate, Requirement, Words

WEIGHT = 56_000
"""Bytes of the document within the event that holds it."""


def document(framework: Framework) -> str:
    """Reads back as the very same framework. Names are ASCII and numbers whole, so that sorting is all it takes."""
    return json.dumps(_plain(framework), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(framework: Framework) -> str:
    """SHA-256 of the document, in hex."""
    return sha256(document(framework).encode()).hexdigest()


def criterion_digest(criterion: Criterion) -> str:
    """SHA-256 of the criterion's part of the document, in hex."""
    text = json.dumps(_criterion(criterion), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def weight(framework: Framework) -> int:
    """What the document weighs as a text within an event."""
    return len(json.dumps(document(framework), ensure_ascii=False).encode())


def _plain(framework: Framework) -> dict[str, Any]:
    return {
        "name": framework.name,
        "version": framework.version,
        "title": _words(framework.title),
        "domains": [_domain(each) for each in framework.domains],
        "evidence": [
            {"name": each.name, **_words(each.words), "values": dict(each.values)} for each in framework.evidence
        ],
        "criteria": [_criterion(each) for each in framework.criteria],
        "gates": [_gate(each) for each in framework.gates],
    }


def _domain(domain: Domain) -> dict[str, Any]:
    """What is as it always was before there was a choice is left out: a digest is for ever."""
    accountable = {"accountable": True} if domain.accountable else {}
    return {"name": domain.name, **_words(domain.words), "signs": sorted(domain.signs), **accountable}


def _criterion(criterion: Criterion) -> dict[str, Any]:
    attested = criterion.attestation
    return {
        "code": criterion.code,
        "number": criterion.number,
        "domain": criterion.domain,
        "statement": _words(criterion.statement),
        "waivable": criterion.waivable,
        "holds": [_clause(each) for each in criterion.holds],
        "current": [_clause(each) for each in criterion.current],
        "fresh": [{"since": each.since, "days": each.days} for each in criterion.fresh],
        "evidence": [{"kind": each.kind, "days": each.days} for each in criterion.evidence],
        **({"attestation": {"roles": sorted(attested.roles), "days": attested.days}} if attested else {}),
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "stage": gate.stage,
        "criteria": list(gate.criteria),
        "requirements": [_requirement(each) for each in gate.requirements],
    }


def _requirement(requirement: Requirement) -> dict[str, Any]:
    domain = {"domain": requirement.domain} if requirement.domain else {}
    return {**_clause(requirement), "waivable": requirement.waivable, **domain}


def _clause(clause: Clause | Requirement) -> dict[str, Any]:
    return {"code": clause.code, "rule": clause.rule, **_words(clause.words)}


def _words(words: Words) -> dict[str, str]:
    return {"en": words.en, "fr": words.fr}
