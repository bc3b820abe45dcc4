"""The timers that are set: what is due, and when."""

from services.gates.domain.timers import TIMERS as KINDS
from shared.reacting.timers import timers_projection

TIMERS = timers_projection(2, KINDS)
