"""What another process may have answered and signed: whether a gate lets pass now, and a decision with its grounds."""

from services.gates.proof.answering import (
    OF_THE_ENGAGEMENT,
    OF_THE_TENANT,
    About,
    Answered,
    NoSuchDecision,
    NothingToRecompute,
    answered,
    dossier,
)
from services.gates.proof.dossier import PAYLOAD_TYPE as DOSSIER
from services.gates.proof.dossier import read as read_dossier
from services.gates.proof.dossier import suspected
from services.gates.proof.dsse import SignatureForged
from services.gates.proof.keys import KeySetUnusable, Signer, trusted
from services.gates.proof.recomputing import Problem, problems
from services.gates.proof.statement import Expected, GateCheck, GateDenies, Subject, proven

__all__ = [
    "DOSSIER",
    "OF_THE_ENGAGEMENT",
    "OF_THE_TENANT",
    "About",
    "Answered",
    "Expected",
    "GateCheck",
    "GateDenies",
    "KeySetUnusable",
    "NoSuchDecision",
    "NothingToRecompute",
    "Problem",
    "SignatureForged",
    "Signer",
    "Subject",
    "answered",
    "dossier",
    "problems",
    "proven",
    "read_dossier",
    "suspected",
    "trusted",
]
