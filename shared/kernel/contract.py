"""What a service offers to other processes: declared once, and everything that carries it is made from that."""

from collections.abc import Callable, Mapping
from types import NoneType
from typing import Any

from shared.kernel.decider import Decider
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class Contract:
    """Commands by their deciders, questions by their functions, whose annotations say what goes in and comes out.

    `rows` are the read models' rows by name, which a question may be handed instead of those that stand; `french` says
    by its code what a refusal reads in French; `listed` is what the directory knows of a person, where it keeps one.
    """

    name: str
    deciders: tuple[Decider[Any, Any, Any], ...]
    questions: tuple[Callable[..., Any], ...]
    refusals: tuple[type[Refused], ...]
    french: Mapping[str, str]
    rows: Mapping[str, type[Any]]
    listed: type[Any] = NoneType
