"""Where a duty of an adopted set stands, as people read it."""

from enum import StrEnum


class DutyState(StrEnum):
    APPLICABLE = "applicable"
    EXCLUDED = "excluded"
    MAPPED = "mapped"
    CONFIRMED = "confirmed"
