"""The measurement service's read models."""

from typing import Any

from shared.projecting.projection import Projection

PROJECTIONS: tuple[Projection[Any], ...] = ()
