"""Questions to the read models. Each takes many keys at once and answers in their order, in one SQL statement."""

from collections.abc import Callable
from typing import Any

from services.gates.queries import gate_decisions

QUESTIONS: tuple[Callable[..., Any], ...] = (gate_decisions.decisions_of,)
