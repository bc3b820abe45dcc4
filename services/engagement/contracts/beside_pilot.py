"""Pilots beside what came after them, as another process may speak of them."""

from services.engagement.domain.beside_pilot import BesidePilot, Run, called
from services.engagement.queries.beside_pilot import beside_pilots_of

__all__ = ["BesidePilot", "Run", "beside_pilots_of", "called"]
