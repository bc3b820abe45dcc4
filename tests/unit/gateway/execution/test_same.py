"""Whatever an operation asks for, compiled execution says what graphql-core says."""

from itertools import product

import pytest
from graphql import NoUnusedFragmentsRule, NoUnusedVariablesRule, parse, specified_rules, validate
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gateway.execution.plan import plan
from tests.unit.gateway.execution.both import WORKSHOP, both, by_graphql_core, left, said
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


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@settings(max_examples=30, deadline=None)
@given(source=documents(waiting=True), variables=VARIABLES)
async def test_with_the_same_places_empty_where_resolvers_wait(source: str, variables: dict[str, object]) -> None:
    """graphql-core lets go of resolvers that it cancels before they begin, and Python warns of them."""
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
        pytest.param("{ __typename t: tool { __typename ...on Thing { __typename } } }", {}, id="names of types"),
        pytest.param("{ thing(number: 2) { ... on Tool { kind } ... on Person { name } } }", {}, id="an interface"),
        pytest.param("{ person(number: 3) { likes { ... on Tool { kind } } } }", {}, id="a union"),
        pytest.param("{ tool { spares { name } } t: tool(number: 2) { spares { rivals { id } } } }", {}, id="no list"),
        pytest.param("{ tools { wished(wish: {words: [null]}) } }", {}, id="an argument that does not fit"),
        pytest.param("{ tool { where parts { w: where } owner { things { ... on Tool { where } } } } }", {}, id="info"),
    ],
)
async def test_to_the_letter_in_special_cases(source: str, variables: dict[str, object]) -> None:
    found = await both(source, variables)
    assert said(found.ours) == said(found.theirs)


DECIDED = """
query($on: Boolean!, $off: Boolean!) {
  tool {
    id @include(if: $on) parts @skip(if: $off) { id } ... @include(if: $off) { parts { name } kind } ...F @skip(if: $on)
  }
}
fragment F on Tool { name parts { made @skip(if: $off) } id label }
"""


async def test_what_variables_leave_out_is_decided_anew_for_each_request() -> None:
    document = parse(DECIDED)
    compiled = plan(core(WORKSHOP), document, None)
    assert compiled is not None
    for on, off in [*product((True, False), repeat=2)] * 2:
        ours = await compiled.run(None, None, {"on": on, "off": off}, None)
        assert ours is not None
        assert said(ours) == said(await by_graphql_core(document, {"on": on, "off": off}))
