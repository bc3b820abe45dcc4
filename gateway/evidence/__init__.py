"""Files of evidence over HTTP: taken in a stream, given out through short-lived links."""

from gateway.evidence.desk import EvidenceDesk, Patience
from gateway.evidence.links import Links
from gateway.evidence.router import STREAMED, evidence_router

__all__ = ["STREAMED", "EvidenceDesk", "Links", "Patience", "evidence_router"]
