"""The policy of triggers: bounds, what rules may ask of a series, and the triggers that are offered. Shipped data."""

from collections.abc import Mapping
from uuid import UUID

from services.measurement.domain.trigger import sight
from services.measurement.domain.trigger.judging import Rules
from shared.events.series import Cadence
from shared.events.triggers import TriggerSeverity, Watched
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, Label, each_once, label_of, name_of, one_of, read_yaml, versions


@record
class TriggerTemplate:
    """`watches`: by the name in its rules, the template of the series that it is about."""

    name: str
    watches: Mapping[str, str]
    rules: Rules
    cadence: Cadence
    severity: TriggerSeverity
    due_in_days: int
    title: Label
    playbook: Label


@record
class TriggerPolicy:
    """`effect_windows`: how many whole windows after its completion an intervention is measured."""

    version: int
    most_watched: int
    most_consecutive: int
    longest_due: int
    effect_windows: int
    facts: Mapping[str, Label]
    templates: Mapping[str, TriggerTemplate]


def read_triggers(text: str) -> TriggerPolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "most_watched": int(watched),
            "most_consecutive": int(consecutive),
            "longest_due": int(due),
            "effect_windows": int(effect),
            "facts": {**facts},
            "templates": [*templates],
            **others,
        } if min(version, watched, consecutive, due, effect) > 0 and not others:
            read = tuple(map(_template, templates))
        case _:
            raise CatalogueInvalid("a policy of triggers has a version, bounds counted from 1, facts and templates")
    each_once("the templates", (each.name for each in read))
    if set(facts) != set(sight.KINDS):
        raise CatalogueInvalid(f"each of the facts has a label: {', '.join(sight.KINDS)}")
    return TriggerPolicy(
        version=version,
        most_watched=watched,
        most_consecutive=consecutive,
        longest_due=due,
        effect_windows=effect,
        facts={str(name): label_of(label) for name, label in facts.items()},
        templates={each.name: each for each in read},
    )


def _template(given: object) -> TriggerTemplate:
    match given:
        case {
            "name": str(name),
            "watches": {**watches},
            "expression": str(expression),
            "consecutive": int(consecutive),
            "cadence": cadence,
            "severity": severity,
            "due_in_days": int(due),
            "title": title,
            "playbook": playbook,
            **others,
        } if watches and not set(others) - {"clears"}:
            rules = Rules(expression=expression, clears=_rule(others), consecutive=consecutive)
            of = {name_of(str(watched)): str(series) for watched, series in watches.items()}
        case _:
            raise CatalogueInvalid(f"a template has a name and all that a trigger is defined by: {given}")
    _sound(rules, of)
    return TriggerTemplate(
        name=name_of(name),
        watches=of,
        rules=rules,
        cadence=one_of(Cadence, cadence),
        severity=one_of(TriggerSeverity, severity),
        due_in_days=due,
        title=label_of(title),
        playbook=label_of(playbook),
    )


def _rule(others: Mapping[object, object]) -> str | None:
    match others.get("clears"):
        case None | str() as rule:
            return rule
        case given:
            raise CatalogueInvalid(f"a rule is a text: {given}")


def _sound(rules: Rules, watches: Mapping[str, str]) -> None:
    watched = [Watched(name=name, series_id=UUID(int=0)) for name in watches]
    for rule in rules.all:
        for bad in sight.mistakes(rule, watched):
            raise CatalogueInvalid(f"{rule}: {bad.problem}")


SHIPPED_TRIGGERS = ("triggers_v1.yaml",)
TRIGGER_POLICIES: Mapping[int, TriggerPolicy] = versions(read_triggers, SHIPPED_TRIGGERS, __package__)
LATEST_TRIGGERS = TRIGGER_POLICIES[max(TRIGGER_POLICIES)]
