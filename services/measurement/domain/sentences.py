"""What this service's refusals say in French, by code."""

from collections.abc import Mapping

from shared.policy.sentences import Sentences, read_sentences
from shared.policy.shipped import versions

SHIPPED = ("refusals_v1.yaml",)
SENTENCES: Mapping[int, Sentences] = versions(read_sentences, SHIPPED, __package__)
FRENCH = SENTENCES[max(SENTENCES)].fr
