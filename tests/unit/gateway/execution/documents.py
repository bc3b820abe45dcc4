"""Random operations on the workshop: fields, aliases, fragments of all kinds, and what leaves them out."""

from collections.abc import Mapping

from hypothesis import strategies as st

LEAVES: Mapping[str, tuple[str, ...]] = {
    "Thing": ("id", "name", "made", "__typename"),
    "Tool": (
        *("id", "name", "made", "kind", "weight", "sharp", "label", "marks", "broken", "whole", "where", "__typename"),
        *("wished(wish: {})", 'wished(wish: {words: ["a"], kind: DRILL}, note: null)'),
        "wished(wish: {words: [$word]}, times: $times)",
    ),
    "Person": ("id", "name", "made", "__typename"),
    "Liked": ("__typename",),
    "Paint": ("colour", "__typename"),
    "Query": ("matrix", "required", "__typename"),
}
COMPOSITES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Thing": (),
    "Tool": (("parts", "Tool"), ("spares", "Tool")),
    "Person": (("tools", "Tool"), ("tools(first: 3)", "Tool"), ("things", "Thing"), ("likes", "Liked")),
    "Liked": (),
    "Paint": (),
    "Query": (("tool", "Tool"), ("tool(number: 4)", "Tool"), ("tool(number: $times)", "Tool"), ("tools", "Tool")),
}
WAITING: Mapping[str, tuple[tuple[str, str], ...]] = {
    "Thing": (),
    "Tool": (("owner", "Person"), ("maker", "Person"), ("rivals", "Tool")),
    "Person": (("friends", "Person"),),
    "Liked": (),
    "Paint": (),
    "Query": (("person", "Person"), ("thing", "Thing"), ("thing(number: 2)", "Thing"), ("person(number: 5)", "Person")),
}
WITHIN: Mapping[str, tuple[str, ...]] = {
    "Thing": ("Thing", "Tool", "Person"),
    "Tool": ("Tool", "Thing"),
    "Person": ("Person", "Thing"),
    "Liked": ("Tool", "Paint", "Thing"),
    "Paint": ("Paint", "Liked"),
    "Query": ("Query",),
}
NAMED = {"OfTool": "Tool", "OfPerson": "Person", "OfThing": "Thing"}
DIRECTIVES = ("", "", "", "", " @include(if: $on)", " @skip(if: $on)", " @skip(if: true)", " @include(if: $off)")
DEEPEST = 3


@st.composite
def selections(draw: st.DrawFn, of: str, *, deep: int, waiting: bool, named: bool = True) -> str:
    """Fields and fragments of a type, in braces."""
    parts = draw(st.lists(selection(of, deep=deep, waiting=waiting, named=named), min_size=1, max_size=5))
    return "{ " + " ".join(parts) + " }"


@st.composite
def selection(draw: st.DrawFn, of: str, *, deep: int, waiting: bool, named: bool) -> str:
    directive = draw(st.sampled_from(DIRECTIVES))
    below = (*COMPOSITES[of], *(WAITING[of] if waiting else ()))
    ways = ["leaf", "leaf", *(["below"] * 3 if deep and below else []), *(["fragment"] if deep else [])]
    ways += ["named"] if named and of not in {"Query", "Paint"} else []
    match draw(st.sampled_from(ways)):
        case "leaf":
            late = ("late",) if waiting and of == "Tool" else ()
            return aliased(draw, draw(st.sampled_from((*LEAVES[of], *late)))) + directive
        case "below":
            name, kind = draw(st.sampled_from(below))
            inside = draw(selections(kind, deep=deep - 1, waiting=waiting, named=named))
            return f"{aliased(draw, name)}{directive} {inside}"
        case "fragment":
            kind = draw(st.sampled_from(WITHIN[of]))
            inside = draw(selections(kind, deep=deep - 1, waiting=waiting, named=named))
            return f"... on {kind}{directive} {inside}"
        case _:
            fits = [name for name, kind in NAMED.items() if kind == of or of in {"Thing", "Liked"} or kind == "Thing"]
            return f"...{draw(st.sampled_from(fits))}{directive}"


def aliased(draw: st.DrawFn, field: str) -> str:
    """The same field under the same key can always be merged, whatever stands below it."""
    name = field.partition("(")[0]
    alias = f"a{sum(field.encode())}" if "(" in field else draw(st.sampled_from((name, f"x_{name}")))
    return field if alias == name else f"{alias}: {field}"


@st.composite
def documents(draw: st.DrawFn, *, waiting: bool) -> str:
    """Every named fragment is there, used or not; validation is not asked about that."""
    head = 'query ($on: Boolean!, $off: Boolean = false, $times: Int! = 3, $word: String! = "w")'
    operation = draw(selections("Query", deep=DEEPEST, waiting=waiting))
    fragments = [
        f"fragment {name} on {kind} {draw(selections(kind, deep=1, waiting=waiting, named=False))}"
        for name, kind in NAMED.items()
    ]
    return "\n".join((f"{head} {operation}", *fragments))
