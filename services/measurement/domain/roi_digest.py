"""The digest of what was reckoned: the same of the same, on every machine."""

from hashlib import sha256

from services.measurement.domain.roi import Roi
from shared.kernel.canonical import canonical


def digest(roi: Roi) -> str:
    """SHA-256 of it as canonical JSON, in hex."""
    return sha256(canonical(roi)).hexdigest()
