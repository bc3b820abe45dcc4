"""What refused files say in French, by code."""

from collections.abc import Mapping

from shared.policy.sentences import read_sentences
from shared.policy.shipped import versions

SENTENCES = versions(read_sentences, ("refusals_v1.yaml",), __package__)
FRENCH: Mapping[str, str] = SENTENCES[max(SENTENCES)].fr
