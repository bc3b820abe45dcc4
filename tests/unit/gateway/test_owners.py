"""A question is sent to the service that it is one of, and a command to the one that decides it."""

import pytest

from gateway.owners import COMMANDS, CONTRACTS, FRENCH, QUESTIONS, REFUSALS, OwnedTwice, owners
from services.engagement.contract import StartEngagement, stages_of
from services.gates.contract import decisions_of


def test_each_question_and_each_command_belongs_to_the_service_whose_contract_lists_it() -> None:
    assert (QUESTIONS[stages_of], QUESTIONS[decisions_of]) == ("engagement", "gates")
    assert COMMANDS[StartEngagement] == "engagement"
    assert len(QUESTIONS) == sum(len(contract.questions) for contract in CONTRACTS)


def test_what_two_services_offer_belongs_to_none_of_them() -> None:
    with pytest.raises(OwnedTwice, match="tea belongs to kitchen and to bar"):
        owners([("kitchen", ("soup", "tea")), ("bar", ("tea",))])


def test_what_no_service_offers_belongs_to_none() -> None:
    with pytest.raises(LookupError):
        COMMANDS[str]


def test_no_code_means_two_things() -> None:
    kinds = {kind for contract in CONTRACTS for kind in contract.refusals}
    sentences = {(kind.code, kind.__doc__) for kind in kinds}
    assert len(sentences) == len(REFUSALS)


def test_every_refusal_of_any_service_reads_in_french() -> None:
    assert set(FRENCH) == set(REFUSALS)


def test_no_two_services_or_questions_have_the_same_name() -> None:
    assert len({contract.name for contract in CONTRACTS}) == len(CONTRACTS)
    assert len({question.__name__ for question in QUESTIONS}) == len(QUESTIONS)
