"""What another process may know of frameworks: how they are published, and adopted by engagements."""

from typing import Any

from services.gates.domain.framework.adopting import ADOPTING, AdoptCriteriaSet, FrameworkChoice
from services.gates.domain.framework.model import Framework
from services.gates.domain.framework.publishing import PUBLISHING, PublishFramework
from services.gates.domain.framework.reading import FrameworkInvalid, read
from services.gates.domain.framework.shipped import reference
from services.gates.domain.framework.written import LONGEST
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (PUBLISHING, ADOPTING)

__all__ = [
    "DECIDERS",
    "LONGEST",
    "AdoptCriteriaSet",
    "Framework",
    "FrameworkChoice",
    "FrameworkInvalid",
    "PublishFramework",
    "read",
    "reference",
]
