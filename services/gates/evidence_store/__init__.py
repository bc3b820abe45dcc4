"""Where the files of evidence lie: in a folder, or in a bucket that speaks S3."""

from services.gates.evidence_store.local import LocalStore
from services.gates.evidence_store.s3 import Place, S3Store

__all__ = ["LocalStore", "Place", "S3Store"]
