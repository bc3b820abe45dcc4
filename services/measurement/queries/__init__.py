"""Questions to the read models. Each takes many keys at once and answers in their order, in one SQL statement."""

from collections.abc import Callable
from typing import Any

QUESTIONS: tuple[Callable[..., Any], ...] = ()
