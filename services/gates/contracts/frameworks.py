"""What another process may know of frameworks: how they are published, and adopted by engagements."""

from typing import Any

from services.gates.domain.framework.adopting import ADOPTING, AdoptCriteriaSet, FrameworkChoice
from services.gates.domain.framework.publishing import PUBLISHING, PublishFramework
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (PUBLISHING, ADOPTING)

__all__ = ["DECIDERS", "AdoptCriteriaSet", "FrameworkChoice", "PublishFramework"]
