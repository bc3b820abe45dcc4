"""Whatever can be done can be asked about: no command of the API lacks a thing that tells whether it would be taken."""

from collections import Counter

from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type

from gateway.schema.abilities import ENUMS
from gateway.schema.filling import loud
from gateway.schema.permitted import AT_GATE, OF_CRITERION
from gateway.schema.weighed_nouns import NOUNS
from tests.acceptance.api.sdl import SDL, fields_of, mutations

ASKED_TWICE = "PASS_GATE"
"""To decide on a gate is asked about twice: to let it pass, and to say anything else."""


def test_every_mutation_is_asked_about_at_one_thing() -> None:
    asked = Counter(action for noun in NOUNS for action in noun.actions)
    asked.update((*AT_GATE, *OF_CRITERION))
    assert asked == Counter([*map(loud, mutations()), ASKED_TWICE])


def test_every_such_thing_answers_for_its_own_actions() -> None:
    for noun in NOUNS:
        argument = fields_of(noun.name)["can"].args["action"].type
        assert str(argument) == f"{ENUMS.get(noun.name, f'{noun.name}Action')}!"


def test_every_node_can_be_asked_what_may_be_done_with_it() -> None:
    node = SDL.get_type("Node")
    assert isinstance(node, GraphQLInterfaceType)
    nodes = [kind for kind in SDL.get_possible_types(node) if isinstance(kind, GraphQLObjectType)]
    assert [kind.name for kind in nodes if "can" not in kind.fields] == []
    assert {get_named_type(kind.fields["can"].type).name for kind in nodes} == {"Permission"}
