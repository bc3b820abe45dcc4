"""Of several operations that come in one document, none is run unless it is named."""

import pytest

from tests.integration.gateway.server import application, client

DOCUMENT = 'mutation A { lend(title: "x") { title } } query B { book { title } }'
ACCEPTED = ("application/json", "application/graphql-response+json", "text/event-stream")


async def answered(accept: str, **named: str) -> str:
    async with client(application()) as http:
        response = await http.post("/graphql", json={"query": DOCUMENT, **named}, headers={"accept": accept})
        return response.text


@pytest.mark.parametrize("accept", ACCEPTED)
async def test_without_a_name_none_is_run(accept: str) -> None:
    told = await answered(accept)
    assert "OPERATION_UNKNOWN" in told
    assert "lend" not in told


@pytest.mark.parametrize("accept", ACCEPTED)
async def test_the_one_that_is_named_is_run(accept: str) -> None:
    told = await answered(accept, operationName="B")
    assert "book" in told
    assert "lend" not in told
