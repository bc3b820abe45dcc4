"""Facts about the first 90 days in production. Stream `measurement-{engagement_id}`, by measurement."""

from uuid import UUID

from shared.kernel.record import record


@record
class AdoptionReportPublished:
    """Up to this day, counted from the one of going live as 0, as the log stood at `position`.

    `digest` is the SHA-256 of its canonical JSON, in hex.
    """

    engagement_id: UUID
    day: int
    position: int
    digest: str
