"""What is said of a file of observations, and of its rows, reads in both languages, with the same details."""

import re
import string

import pytest

from gateway.measurement import refusals
from gateway.owners import REFUSALS
from shared.kernel.refusal import Refused

KINDS = {
    kind.code: kind
    for kind in vars(refusals).values()
    if isinstance(kind, type) and issubclass(kind, Refused) and kind.__module__ == refusals.__name__
}
pytestmark = pytest.mark.req("RL4")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_each_code_reads_in_french_and_none_is_a_services() -> None:
    assert set(refusals.FRENCH) == set(KINDS)
    assert not set(KINDS) & set(REFUSALS)


@pytest.mark.parametrize("code", sorted(KINDS))
def test_both_sentences_hold_the_same_details(code: str) -> None:
    kind = KINDS[code]
    assert names(kind.__doc__ or "") == names(refusals.FRENCH[code])
    assert not re.search(r"(?<!\u00a0)[:;?!»](?=\s|$)|«(?!\u00a0)", refusals.FRENCH[code])
