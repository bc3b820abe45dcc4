"""The people of the examples, and the moment at which they act.

Ana leads the engagement, Bo and Cleo work on it, Dee sponsors it, Eli administers the tenant.
"""

from datetime import UTC, datetime
from uuid import UUID

from shared.events.people import PersonRegistered, Role
from shared.kernel.decider import Actor

ANA, BO, CLEO, DEE, ELI = (UUID(int=number) for number in range(0xA1, 0xA6))
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def as_role(person: UUID, *roles: Role) -> Actor:
    """The person, holding these roles."""
    return Actor(person=person, roles=frozenset(roles))


BO_REGISTERED = PersonRegistered(person=BO)
