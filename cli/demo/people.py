"""The people: the administrator configures the tenant, registers everybody and entrusts them with their roles."""

from collections.abc import Iterator
from functools import partial

from cli.demo.cast import administrator
from cli.demo.steps import Ref, Step
from cli.engagement_parts import EngagementFile
from shared.events.people import Role


def people_steps(file: EngagementFile) -> Iterator[Step]:
    first = administrator(file)
    step = partial(Step, chapter="People", by=first, on=file.pilot.started_on)
    yield step(
        key="tenant",
        mutation="configureTenant",
        input=file.tenant.model_dump(include={"locale", "time_zone", "currency", "data_region"}),
    )
    for key, person in file.people.items():
        yield step(
            key=f"people/{key}",
            mutation="registerPerson",
            input={
                "issuer": Ref(noun="Issuer", key=key),
                "subject": Ref(noun="Subject", key=key),
                "name": person.name,
                "email": person.email,
            },
            gives=Ref(noun="Person", key=key),
        )
        for role in person.roles:
            if (key, role) != (first, Role.ADMINISTRATOR):
                yield step(
                    key=f"people/{key}/{role}",
                    mutation="grantRole",
                    input={"person": Ref(noun="Person", key=key), "role": role},
                )
