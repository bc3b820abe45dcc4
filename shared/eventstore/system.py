"""Fairway itself as an actor: what nobody asked for is recorded under this id, which is no person's."""

from uuid import NAMESPACE_DNS, uuid5

FAIRWAY = uuid5(NAMESPACE_DNS, "system.fairway")
