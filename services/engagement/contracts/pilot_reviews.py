"""What another process may know of a pilot's review: its results, its costs and its findings, in pages."""

from services.engagement.queries.pilots import (
    cost_counts_of,
    cost_pages_of,
    finding_counts_of,
    finding_pages_of,
    result_counts_of,
    result_pages_of,
)

__all__ = [
    "cost_counts_of",
    "cost_pages_of",
    "finding_counts_of",
    "finding_pages_of",
    "result_counts_of",
    "result_pages_of",
]
