"""What a refusal says to people: in English its own docstring, in French what ships beside it, by code."""

from collections.abc import Mapping

from shared.events.tenants import Locale
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.policy.shipped import CatalogueInvalid, read_yaml


@record
class Sentences:
    """By code, with the `{names}` of the English sentence."""

    version: int
    fr: Mapping[str, str]


def read_sentences(text: str) -> Sentences:
    match read_yaml(text):
        case {"version": int(version), "fr": {**given}, **others} if version > 0 and not others:
            return Sentences(version=version, fr=dict(_sentence(code, words) for code, words in given.items()))
        case _:
            raise CatalogueInvalid("the sentences have a version, counted from 1, and stand in French by code")


def _sentence(code: object, words: object) -> tuple[str, str]:
    match code, words:
        case str(), str() if words.strip():
            return code, words
        case _:
            raise CatalogueInvalid(f"a code has a sentence: {code}")


def sentence(refused: Refused, language: Locale, french: Mapping[str, str]) -> str:
    """The broken rule, with the details of this case."""
    return str(refused) if language is Locale.EN else french[refused.code].format(**refused.details)
