"""What refusals say in French: one sentence for each code, as complete as the English one, and well set."""

import re
from string import Formatter

import pytest

from services.engagement.contract import REFUSALS
from services.engagement.domain.sentences import FRENCH
from shared.events.tenants import Locale
from shared.kernel.refusal import Refused, TooLongAgo
from shared.policy.sentences import read_sentences, sentence
from shared.policy.shipped import CatalogueInvalid

BADLY_SET = re.compile(r"(?<!\u00a0)[:;?!»%]|«(?!\u00a0)|['\"]| {2}|\s[.,]")


def names_in(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(words) if name is not None)


def test_every_code_reads_in_french_and_no_code_does_that_there_is_not() -> None:
    assert set(FRENCH) == {refusal.code for refusal in REFUSALS}


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_french_sentence_tells_the_same_details_and_is_set_as_french_is(refusal: type[Refused]) -> None:
    words = FRENCH[refusal.code]
    assert names_in(words) == names_in(refusal.__doc__ or "")
    assert BADLY_SET.findall(words) == []
    assert words.endswith(".")
    assert words[0].isupper() or words[0] == "{"
    assert words != " ".join((refusal.__doc__ or "").split())


def test_a_sentence_is_filled_with_what_happened_in_either_language() -> None:
    refused = TooLongAgo(years=10)
    assert sentence(refused, Locale.EN, FRENCH) == "What is reported happened at most 10 years ago."
    assert sentence(refused, Locale.FR, FRENCH) == "Ce qui est consigné a eu lieu il y a au plus 10 ans."


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{version: 0, fr: {SELF_GRANT: Non.}}",
        "{version: 1, fr: [SELF_GRANT]}",
        "{version: 1, fr: {SELF_GRANT: ' '}}",
        "{version: 1, fr: {SELF_GRANT: {fr: Non.}}}",
        "{version: 1, fr: {1: Non.}}",
        "{version: 1, fr: {SELF_GRANT: Non.}, en: {SELF_GRANT: No.}}",
    ],
)
def test_sentences_that_do_not_say_what_they_must_are_refused(text: str) -> None:
    with pytest.raises(CatalogueInvalid):
        read_sentences(text)
