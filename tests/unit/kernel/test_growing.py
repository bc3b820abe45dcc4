"""A mapping that grows holds what a dictionary would, and leaves what it grew from as it was."""

from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.growing import Growing

EMPTY: Growing[int, int] = Growing()


@given(st.lists(st.tuples(st.integers(0, 20), st.integers()), max_size=60))
def test_it_holds_what_a_dictionary_would_at_every_step(pairs: list[tuple[int, int]]) -> None:
    expected: dict[int, int] = {}
    grown, steps = EMPTY, []
    for key, value in pairs:
        grown, expected = grown.having(key, value), {**expected, key: value}
        steps.append((grown, expected))
    for mapping, dictionary in steps:
        assert mapping == dictionary
        assert (len(mapping), list(mapping)) == (len(dictionary), list(dictionary))
        assert all(mapping.get(key) == dictionary.get(key) for key in range(21))


def test_it_grows_by_thousands_in_few_layers() -> None:
    grown = EMPTY
    for number in range(5_000):
        grown = grown.having(number, number)
    assert len(grown._layers) <= 13  # noqa: SLF001 - what makes it quick
