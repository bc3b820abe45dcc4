"""Where the files of evidence lie."""

from services.gates.evidence_store.local import LocalStore

__all__ = ["LocalStore"]
