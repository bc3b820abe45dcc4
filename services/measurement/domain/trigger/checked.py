"""Whether a trigger may be laid down like that: what it watches, its rules, and its bounds."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from services.measurement.domain.not_found import SeriesNotFound
from services.measurement.domain.trigger import sight
from services.measurement.domain.trigger.commands import (
    Terms,
    TriggerRuleWrong,
    TriggerTemplateNotFound,
    WatchedAtAnotherCadence,
)
from services.measurement.domain.trigger_policy import LATEST_TRIGGERS, TriggerPolicy
from shared.events.series import Cadence, SeriesDefined
from shared.events.triggers import Watched
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line, prose
from shared.policy.shipped import NAME

LONGEST_NAME, LONGEST_GIVEN = 40, 60
TAKEN = frozenset({"day", "true", "false", "in", "null"})
"""What these say in a rule is no series: one of such a name would be watched in vain."""


def checked(
    terms: Terms,
    cadence: Cadence,
    series: Mapping[UUID, SeriesDefined],
    before: tuple[Watched, ...] = (),
    policy: TriggerPolicy = LATEST_TRIGGERS,
) -> Terms:
    """As they will be recorded. What was watched before may go on being watched. Raises Refused."""
    _named(terms.watches, policy)
    _watches((each for each in terms.watches if each not in before), cadence, series)
    _within("consecutive", terms.consecutive, policy.most_consecutive)
    _within("dueInDays", terms.due_in_days, policy.longest_due)
    _rule("expression", terms.expression, terms.watches)
    if terms.clears is not None:
        _rule("clears", terms.clears, terms.watches)
    return replace(terms, name=line("name", terms.name), playbook=prose("playbook", terms.playbook))


def template(given: str | None, policy: TriggerPolicy = LATEST_TRIGGERS) -> None:
    if given is not None and given not in policy.templates:
        known = ", ".join(policy.templates)
        raise TriggerTemplateNotFound(where=("input", "template"), given=given[:LONGEST_GIVEN], known=known)


def _named(watches: tuple[Watched, ...], policy: TriggerPolicy) -> None:
    _within("watches", len(watches), policy.most_watched)
    names = [watched.name for watched in watches]
    if len(set(names)) != len(names) or not all(map(_is_name, names)):
        problem = f"the names of what is watched differ: small letters and underscores, at most {LONGEST_NAME} of them"
        raise NotWellFormed(where=("input", "watches"), problem=problem)


def _watches(watches: Iterable[Watched], cadence: Cadence, series: Mapping[UUID, SeriesDefined]) -> None:
    for watched in watches:
        found = series.get(watched.series_id)
        if found is None:
            raise SeriesNotFound(where=("input", "watches"))
        if found.cadence is not cadence:
            raise WatchedAtAnotherCadence(where=("input", "watches"), name=watched.name, cadence=found.cadence)


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and NAME.fullmatch(name) is not None and name not in TAKEN


def _within(field: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise NotWellFormed(where=("input", field), problem=f"{field} is from 1 to {most}")


def _rule(field: str, rule: str, watches: tuple[Watched, ...]) -> None:
    for bad in sight.mistakes(rule, watches):
        raise TriggerRuleWrong(where=("input", field), at=bad.at + 1, problem=bad.problem)
