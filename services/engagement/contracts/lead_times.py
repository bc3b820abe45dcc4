"""The lead time by criterion."""

from services.engagement.domain.lead_time.criteria import CriterionPart, by_criterion
from services.engagement.queries.lead_time_criteria import criteria_of_gaps

__all__ = ["CriterionPart", "by_criterion", "criteria_of_gaps"]
