"""What the project offers, as its documentation must tell it: mutations with who may give them, refusals, errors."""

import pkgutil
import re
from functools import cache
from importlib import import_module
from itertools import chain

from graphql import GraphQLField, GraphQLSchema, build_schema

import gateway
import services
import shared
from gateway.masking import Expected
from gateway.owners import CONTRACTS, REFUSALS
from gateway.schema.export import SDL
from shared.kernel.refusal import Refused

DECIDERS = tuple(decider for contract in CONTRACTS for decider in contract.deciders)
COMMANDS = {command.__name__: roles for decider in DECIDERS for command, roles in decider.permits.items()}
"""The roles that may give each command; none for what only Fairway itself may."""


def words(name: str) -> list[str]:
    return re.findall(r"[A-Z][a-z]*", name)


def mutation_of(command: str) -> str:
    return command[0].lower() + command[1:]


@cache
def printed_schema() -> GraphQLSchema:
    """The schema that is committed for clients to read."""
    return build_schema(SDL.read_text("utf-8"))


def mutations() -> dict[str, GraphQLField]:
    mutation = printed_schema().mutation_type
    assert mutation is not None
    fields: dict[str, GraphQLField] = mutation.fields
    return fields


def sentence(kind: type[Expected | Refused]) -> str:
    return " ".join((kind.__doc__ or "").split())


def rejections() -> dict[str, type[Refused]]:
    """Broken rules: what a mutation answers as data."""
    return dict(REFUSALS)


def errors() -> dict[str, type[Expected]]:
    """What a request is refused with before or beside any rule of the business."""
    loaded()
    return {kind.code: kind for kind in descendants(Expected)}


def loaded() -> None:
    """Have every module of what runs defined what it defines."""
    for package in (shared, services, gateway):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


def descendants(kind: type[Expected]) -> list[type[Expected]]:
    own = [each for each in kind.__subclasses__() if each.__module__.startswith("gateway.")]
    return [*own, *chain.from_iterable(map(descendants, own))]
