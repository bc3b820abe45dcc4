"""Names are an API: events say what happened, commands what is wanted, folders and modules which noun they hold."""

import re

import pytest

from gateway.owners import REFUSALS
from shared.events.registry import EVENTS, STREAMS, Stream
from shared.kernel.refusal import Refused
from tests.architecture.api import COMMANDS, mutation_of, mutations, sentence, words
from tests.architecture.tree import ALL, modules, named

NOTHING_SAID = frozenset({"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc", "lib"})
DATABASE_WORDS = frozenset({"Created", "Updated", "Deleted", "Inserted", "Modified", "Changed", "Saved"})
IRREGULAR_PASTS = frozenset({"Set", "Held", "Met", "Went", "Broken", "Done", "Withdrawn", "Left"})
OUTCOMES = frozenset({"InterventionEffective", "InterventionIneffective"})  # what an effect turned out to be
CREATED_INDEED = frozenset({"ChangeProgramCreated"})  # the business makes one, as it makes plans
VERBS = frozenset(
    {
        "Accept",
        "Acknowledge",
        "Assign",
        "Baseline",
        "Bootstrap",
        "Break",
        "Cancel",
        "Change",
        "Check",
        "Close",
        "Complete",
        "Compute",
        "Configure",
        "Delegate",
        "Confirm",
        "Defer",
        "Define",
        "Dismiss",
        "Enter",
        "Erase",
        "Estimate",
        "Grant",
        "Hand",
        "Hold",
        "Judge",
        "Link",
        "Name",
        "Open",
        "Overturn",
        "Plan",
        "Publish",
        "Ratify",
        "Record",
        "Register",
        "Reopen",
        "Resolve",
        "Restate",
        "Return",
        "Revoke",
        "Schedule",
        "Set",
        "Start",
        "Submit",
        "Transfer",
        "Unlink",
        "Vacate",
        "Verify",
        "Approve",
        "Classify",
        "Request",
        "Activate",
        "Brief",
        "Create",
        "Equip",
        "Launch",
        "Nominate",
        "Release",
        "Revise",
        "Withdraw",
        "Address",
        "Declare",
        "Measure",
        "Reject",
        "Retire",
        "Scope",
        "Expire",
        "Go",
        "Park",
        "Reschedule",
        "Resume",
        "Stop",
        "Add",
        "Pin",
        "Restore",
        "Expect",
        "Rank",
        "Score",
        "Value",
        "Correct",
        "Tag",
        "Untag",
        "Adopt",
        "End",
        "Exclude",
        "Map",
        "Reinstate",
        "Attest",
        "Block",
        "Extend",
        "Note",
        "Unblock",
        "Decide",
        "Evaluate",
        "Mark",
        "Meet",
        "Assemble",
    }
)


def is_past(name: str) -> bool:
    return any(word.endswith("ed") or word in IRREGULAR_PASTS for word in words(name))


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_is_named_in_the_past_tense_and_in_words_of_the_business(event: str) -> None:
    assert is_past(event) or event in OUTCOMES
    assert event in CREATED_INDEED or DATABASE_WORDS.isdisjoint(words(event))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_begins_with_the_verb_of_what_is_wanted(command: str) -> None:
    assert words(command)[0] in VERBS
    assert command not in EVENTS


def test_no_verb_is_listed_that_no_command_uses() -> None:
    assert {words(command)[0] for command in COMMANDS} == VERBS


@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream.category)
def test_a_stream_is_a_noun_and_its_facts_are_no_other_streams(stream: Stream) -> None:
    assert re.fullmatch(r"[a-z]+", stream.category)
    assert sum(event in other.events for other in STREAMS for event in stream.events) == len(stream.events)


def test_every_command_that_people_may_give_is_a_mutation_of_the_same_name() -> None:
    assert set(mutations()) == {mutation_of(command) for command, roles in COMMANDS.items() if roles}


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_a_sentence_for_people(refusal: type[Refused]) -> None:
    assert re.fullmatch(r"(?:[A-Z\"]|\{).*\.", sentence(refusal))
    assert not refusal.__name__.endswith(("Error", "Exception"))


def test_every_module_and_folder_is_named_after_what_it_holds() -> None:
    paths = [named(path).removesuffix(".py") for path in modules(*ALL)]
    assert [path for path in paths if not NOTHING_SAID.isdisjoint(path.split("/"))] == []


@pytest.mark.parametrize(
    ("name", "past"),
    [("GapOpened", True), ("GapDueDateSet", True), ("OpenGap", False), ("GapOpening", False), ("WentLive", True)],
)
def test_the_past_tense_is_recognised(name: str, past: bool) -> None:  # noqa: FBT001 - a table of examples
    assert is_past(name) is past
