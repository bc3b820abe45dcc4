"""The corpus of attacks on a document's size: each is refused by name, or found harmless, in linear time."""

from typing import Any

import pytest
from graphql import build_schema, get_introspection_query, parse

from gateway.limits import Limits, Measured, measure
from gateway.limits.pages import CEILING
from tests.unit.gateway.library import library

SCHEMA = build_schema(library().as_str())
LIMITS = Limits()


def measured(document: str, variables: dict[str, Any] | None = None, operation: str | None = None) -> Measured:
    return measure(parse(document), SCHEMA, variables or {}, operation, LIMITS.page)


def verdict(document: str, variables: dict[str, Any] | None = None) -> str | None:
    refusal = LIMITS.broken_by(measured(document, variables))
    return None if refusal is None else refusal.code


def bomb(levels: int, leaf: str) -> str:
    """Each fragment spreads the next one twice: 2 to the power of `levels` when unfolded."""
    chain = " ".join(f"fragment F{n} on Query{{...F{n + 1} ...F{n + 1}}}" for n in range(levels))
    return f"{{...F0}} {chain} fragment F{levels} on Query{{{leaf}}}"


def nested(levels: int, field: str = "sequel") -> str:
    return "{book" + f"{{{field}" * levels + "{title}" + "}" * levels + "}"


def repeated(part: str, times: int) -> str:
    return " ".join(part.replace("#", str(n)) for n in range(times))


BOMB = bomb(22, "a:book{title}")
PAGED = "query($n: Int) { books(first: $n) { nodes { title } } }"
CYCLE = "{...A} fragment A on Query {...B book{title}} fragment B on Query {...A}"
FLOODED_FRAGMENTS = f"{{book{{{repeated('...F#', 100)}}}}} {repeated('fragment F# on Book{title a:title}', 100)}"
COLOCATED = (
    f"{{book{{{repeated('...F#', 40)}}}}} {repeated('fragment F# on Book{title sequel{title} editions{title}}', 40)}"
)

ATTACKS = {
    "a bomb of aliases in 22 fragments": (BOMB, "ALIAS_LIMIT"),
    "a bomb of directives in 22 fragments": (bomb(22, "book @skip(if:false){title}"), "DIRECTIVE_LIMIT"),
    "a bomb of root fields in 22 fragments": (bomb(22, "book{title}"), "ROOT_FIELD_LIMIT"),
    "a bomb of 400 fragments": (bomb(400, "a:book{title}"), "ALIAS_LIMIT"),
    "a bomb below the root": (
        "{book{...F0}} "
        + " ".join(f"fragment F{n} on Book{{sequel{{...F{n + 1}}} editions{{...F{n + 1}}}}}" for n in range(10))
        + " fragment F10 on Book{title}",
        "COST_LIMIT",
    ),
    "an alias flood": (f"{{book{{{repeated('a#:title', 31)}}}}}", "ALIAS_LIMIT"),
    "an alias flood in inline fragments": (f"{{book{{{repeated('...{a#:title}', 31)}}}}}", "ALIAS_LIMIT"),
    "an alias flood in a fragment nobody spreads": (
        f"{{book{{title}}}} fragment F on Book{{{repeated('a#:title', 31)}}}",
        "ALIAS_LIMIT",
    ),
    "an alias flood in an operation that is not run": (
        f"query A{{book{{title}}}} query B{{book{{{repeated('a#:title', 31)}}}}}",
        "ALIAS_LIMIT",
    ),
    "a directive flood on one field": (f"{{book{{title {'@x ' * 51}}}}}", "DIRECTIVE_LIMIT"),
    "a directive flood on the operation": (f"query {'@x ' * 51}{{book{{title}}}}", "DIRECTIVE_LIMIT"),
    "a directive flood on variables": (f"query({repeated('$v#: Int @x', 51)}){{book{{title}}}}", "DIRECTIVE_LIMIT"),
    "a directive flood on spreads": (f"{{{repeated('...F @skip(if:true)', 51)}}}", "DIRECTIVE_LIMIT"),
    "deep nesting": (nested(14), "DEPTH_LIMIT"),
    "nesting to the parser's end": (nested(190), "DEPTH_LIMIT"),
    "nesting across fragments": (
        "{book{...F0}} "
        + " ".join(f"fragment F{n} on Book{{sequel{{...F{n + 1}}}}}" for n in range(300))
        + " fragment F300 on Book{title}",
        "DEPTH_LIMIT",
    ),
    "nesting in inline fragments": ("{book" + "{...on Book{sequel" * 15 + "{title}" + "}}" * 15 + "}", "DEPTH_LIMIT"),
    "nesting behind the name of an introspection type": (
        "{book{...on __Type" + "{a" * 21 + "}" * 22 + "}",
        "DEPTH_LIMIT",
    ),
    "a list of root fields": (f"{{{'book{title} ' * 21}}}", "ROOT_FIELD_LIMIT"),
    "a huge list of root fields": (f"{{{'zz ' * 3_900}}}", "ROOT_FIELD_LIMIT"),
    "root fields in inline fragments": (f"{{{'...{book{title}} ' * 21}}}", "ROOT_FIELD_LIMIT"),
    "the same field a thousand times": (f"{{book{{{'sequel{title} ' * 900}}}}}", "MERGE_LIMIT"),
    "fragments that all repeat the same fields": (FLOODED_FRAGMENTS.replace("a:", ""), "MERGE_LIMIT"),
    "a page of a million": ("{books(first: 1000000){nodes{title}}}", "COST_LIMIT"),
    "a page of more digits than a number has": (f"{{books(first: {'9' * 5_000}){{nodes{{title}}}}}}", "COST_LIMIT"),
    "pages within pages": ("{books(first:100){nodes{citations(last:100){nodes{title}}}}}", "COST_LIMIT"),
    "lists within lists": ("{book" + "{editions" * 4 + "{title}" + "}" * 4 + "}", "COST_LIMIT"),
    "ten thousand ids": (f"{{nodes(ids:[{'1 ' * 10_001}]){{title}}}}", "COST_LIMIT"),
}

HARMLESS = {
    "a cycle of fragments": CYCLE,
    "a fragment that spreads itself": "{...A} fragment A on Query {...A}",
    "an unknown fragment": "{...Nowhere}",
    "an unknown field": "{nothing{at{all}}}",
    "an unknown type": "{...on Nothing{book{title}}}",
    "a field of a scalar": "{book{title{title}}}",
    "a mutation of a schema": 'mutation{lend(title:"x"){title}}',
    "no operation at all": "fragment F on Book{title}",
    "type definitions": "type A { a: Int }",
    "fifteen levels": nested(13),
    "a page of a hundred": "{books(first:100){pageInfo{hasNextPage} edges{cursor node{title sequel{title}}}}}",
    "the standard introspection query": get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    ),
    "a fragment deep in the introspection": (
        "{__schema{types{fields{type" + "{ofType" * 12 + "{...F}" + "}" * 16 + " fragment F on __Type{name}"
    ),
    "forty colocated fragments": COLOCATED,
}


@pytest.mark.parametrize(("document", "code"), ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_refused_by_name(document: str, code: str) -> None:
    assert verdict(document) == code


@pytest.mark.parametrize("document", HARMLESS.values(), ids=HARMLESS)
def test_what_is_harmless_or_left_to_validation_passes(document: str) -> None:
    assert verdict(document) is None


def test_each_selection_of_the_bomb_is_read_once() -> None:
    assert len(BOMB) < 1_000
    assert measured(BOMB).visited == 1 + 22 * 2 + 2


@pytest.mark.parametrize("levels", [50, 100, 200, 400])
def test_the_work_grows_with_the_document_and_not_with_what_it_unfolds_to(levels: int) -> None:
    assert measured(bomb(levels, "a:book{title}")).visited == 1 + levels * 2 + 2


def test_numbers_stay_small_however_often_a_fragment_is_unfolded() -> None:
    assert measured(bomb(400, "a:book{title}")).aliases == CEILING


@pytest.mark.parametrize(
    ("variables", "cost"),
    [
        ({"n": 7}, 1 + 7),
        ({}, 1 + LIMITS.page),
        ({"n": None}, 1 + LIMITS.page),
        ({"n": -5}, 1 + LIMITS.page),
        ({"n": 0}, 1 + LIMITS.page),
        ({"n": "9999999"}, 1 + LIMITS.page),
        ({"n": [1, 2]}, 1 + LIMITS.page),
        ({"n": 5.5}, 1 + LIMITS.page),
        ({"n": 10**30}, CEILING),
    ],
)
def test_a_page_size_may_come_as_a_variable_of_any_kind(variables: dict[str, Any], cost: int) -> None:
    assert measured(PAGED, variables).cost == cost


def test_the_default_of_a_variable_counts_where_it_is_not_given() -> None:
    defaulted = PAGED.replace("$n: Int", "$n: Int = 5")
    assert measured(defaulted).cost == 1 + 5
    assert measured(defaulted, {"n": 6}).cost == 1 + 6


def test_ids_given_by_variable_count_one_by_one() -> None:
    document = "query($ids: [ID!]!) { nodes(ids: $ids) { sequel { title } } }"
    assert measured(document, {"ids": ["a"] * 250}).cost == 250 + 250


def test_scalars_and_page_information_cost_nothing() -> None:
    assert measured("{books(first:3){pageInfo{hasNextPage} nodes{title sequel{title}}}}").cost == 1 + 3 + 3


def test_a_list_without_pages_costs_as_many_objects_as_a_page() -> None:
    assert measured("{book{editions{title sequel{title}}}}").cost == 1 + LIMITS.page + LIMITS.page


def test_a_fragment_costs_as_often_as_it_is_spread() -> None:
    document = "{a:books(first:2){nodes{...F}} b:books(first:3){nodes{...F}}} fragment F on Book{sequel{title}}"
    assert measured(document).cost == (1 + 2 + 2) + (1 + 3 + 3)


def test_only_the_operation_that_is_run_is_charged() -> None:
    document = "query A{books(first:2){nodes{title}}} query B{books(first:3){nodes{title}}}"
    assert [measured(document, operation=name).cost for name in ("A", "B", "C", None)] == [3, 4, 0, 0]


def test_a_limit_is_a_setting() -> None:
    refusal = Limits(depth=2).broken_by(measured(nested(1)))
    assert refusal is not None
    assert (refusal.code, refusal.details) == ("DEPTH_LIMIT", {"measured": 3, "allowed": 2})
