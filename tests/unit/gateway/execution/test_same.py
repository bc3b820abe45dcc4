"""Whatever an operation asks for, compiled execution says what graphql-core says."""

import pytest
from graphql import NoUnusedFragmentsRule, NoUnusedVariablesRule, parse, specified_rules, validate
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.gateway.execution.both import WORKSHOP, both, left, said
from tests.unit.gateway.execution.documents import documents
from tests.unit.gateway.execution.workshop import core

RULES = [each for each in specified_rules if each not in {NoUnusedFragmentsRule, NoUnusedVariablesRule}]
VARIABLES = st.fixed_dictionaries({"on": st.booleans()}, optional={"off": st.booleans(), "times": st.integers(0, 7)})


@settings(max_examples=30, deadline=None)
@given(source=documents(waiting=False), variables=VARIABLES)
async def test_to_the_letter_where_nothing_waits(source: str, variables: dict[str, object]) -> None:
    document = parse(source)
    assume(not validate(core(WORKSHOP), document, RULES))
    found = await both(document, variables)
    assert said(found.ours) == said(found.theirs)


@settings(max_examples=30, deadline=None)
@given(source=documents(waiting=True), variables=VARIABLES)
async def test_with_the_same_places_empty_where_resolvers_wait(source: str, variables: dict[str, object]) -> None:
    document = parse(source)
    assume(not validate(core(WORKSHOP), document, RULES))
    found = await both(document, variables)
    assert left(found.ours) == left(found.theirs)


@pytest.mark.parametrize(
    ("source", "variables"),
    [
        pytest.param("query($n: Int!) { tool(number: $n) { id } }", {"n": "much"}, id="a variable of another type"),
        pytest.param("query($n: Int!) { tool(number: $n) { id } }", {}, id="a variable that is missing"),
        pytest.param("query($n: Int) { tool(number: $n) { id } }", {"n": None}, id="null where a default stands"),
        pytest.param("query($n: Int) { tool(number: $n) { id } }", {}, id="a default"),
        pytest.param("{ tool(number: 7) { parts { label } label } }", {}, id="an attribute that is missing"),
        pytest.param("{ tool(number: 3) { parts { made id } } }", {}, id="a number that is too large"),
        pytest.param("{ matrix }", {}, id="lists of lists"),
        pytest.param("{ tool { id } required }", {}, id="nothing at all is left"),
        pytest.param("{ tools { id name } person { likes { __typename } } }", {}, id="nulls in a list"),
        pytest.param("{ person { friends { things { id ... on Tool { maker { id } } } } } }", {}, id="many wait"),
        pytest.param("{ tool(number: 3) { parts { maker { id } broken } } }", {}, id="what waits empties a list"),
        pytest.param("{ tool { where parts { w: where } owner { things { ... on Tool { where } } } } }", {}, id="info"),
    ],
)
async def test_to_the_letter_in_special_cases(source: str, variables: dict[str, object]) -> None:
    found = await both(source, variables)
    assert said(found.ours) == said(found.theirs)
