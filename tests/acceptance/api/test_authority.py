"""Who may give which command: exactly the roles that its decider names."""

from collections.abc import Mapping

import pytest

from gateway.owners import CONTRACTS
from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.inputs import given
from tests.acceptance.api.sdl import fields_of, mutations
from tests.acceptance.api.story import unknown
from tests.acceptance.api.test_ids import BY_FIELD

PERMITS: Mapping[str, frozenset[str]] = {
    command.__name__[0].lower() + command.__name__[1:]: roles
    for contract in CONTRACTS
    for decider in contract.deciders
    for command, roles in decider.permits.items()
}
CHUNK = 15


def document(names: tuple[str, ...]) -> str:
    """Several mutations in one request, each with a variable of its own."""
    variables = ", ".join(f"${name}: {fields_of('Mutation')[name].args['input'].type}" for name in names)
    fields = "\n".join(f"  {name}(input: ${name}) {{ rejection {{ code message }} }}" for name in names)
    return f"mutation Several({variables}) {{\n{fields}\n}}"


async def rejections(desk: Desk, role: Role) -> dict[str, Answer | None]:
    """What comes of every mutation that the role gives, each about something that never was."""
    ids = {name: unknown(noun) for name, noun in BY_FIELD.items()}
    found: dict[str, Answer | None] = {}
    for start in range(0, len(mutations()), CHUNK):
        names = mutations()[start : start + CHUNK]
        payloads = await desk.ask(document(names), by=role, **{name: given(name, ids) for name in names})
        found |= {name: payload["rejection"] for name, payload in payloads.items()}
    return found


def test_every_mutation_is_a_command_with_roles_that_may_give_it() -> None:
    assert set(mutations()) == {name for name, roles in PERMITS.items() if roles}


@pytest.mark.parametrize("role", Role)
async def test_a_role_permits_its_commands_and_no_others(desk: Desk, role: Role) -> None:
    refused = {
        name: rejection["message"]
        for name, rejection in (await rejections(desk, role)).items()
        if rejection and rejection["code"] == "NOT_PERMITTED"
    }
    assert set(refused) == {name for name in mutations() if role not in PERMITS[name]}
    for name, message in refused.items():
        assert ", ".join(sorted(PERMITS[name])) in message


async def test_who_may_do_nothing_may_still_read_everything(desk: Desk) -> None:
    """Auditors see all of their tenant, and change nothing of it."""
    assert all(Role.AUDITOR not in roles for roles in PERMITS.values())
    found = await desk.ask("{ people(first: 100) { totalCount nodes { name } } }", by=Role.AUDITOR)
    assert found["people"]["totalCount"] >= len(Role)
    assert all(person["name"] for person in found["people"]["nodes"])
