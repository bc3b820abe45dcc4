"""What the refusals of the measurement service say in French: one sentence for each code, as complete as in English."""

from string import Formatter

from services.measurement.contract import REFUSALS
from services.measurement.domain.sentences import FRENCH

OWN = {refusal.code: refusal for refusal in REFUSALS if refusal.__module__.startswith("services.measurement")}


def names_in(words: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(words) if name is not None)


def test_every_code_of_its_own_reads_in_french_and_no_other_does() -> None:
    assert set(FRENCH) == set(OWN)


def test_a_french_sentence_tells_the_same_details() -> None:
    told = {code: names_in(words) for code, words in FRENCH.items()}
    assert told == {code: names_in(kind.__doc__ or "") for code, kind in OWN.items()}
