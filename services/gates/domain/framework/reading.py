"""Reads a framework from YAML or JSON: all of it, or everything that is wrong with it, each at line and column."""

from collections.abc import Sequence

import yaml

from services.gates.domain.facts.evidence import as_fact
from services.gates.domain.facts.model import FactKind
from services.gates.domain.facts.sheet import vocabulary
from services.gates.domain.framework.canonical import WEIGHT, weight
from services.gates.domain.framework.model import Domain, EvidenceKind, Framework
from services.gates.domain.framework.reading_parts import Known, criterion, gate, words
from services.gates.domain.framework.written import Form, Mistake, Unreadable, compose
from shared.events.people import Role

FIELDS = ("name", "version", "title", "domains", "criteria", "gates")
VERSIONS, DOMAINS, CRITERIA, KINDS, VALUES = 9_999, 12, 100, 60, 20
TOLD_ANYHOW = frozenset({"id", "content", "valid_from"})


class FrameworkInvalid(Exception):
    """Everything that is wrong with it, in the order in which it stands there."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


def read(text: str) -> Framework:
    """The framework that the text holds, judged by the facts that there are. Raises FrameworkInvalid."""
    try:
        root = compose(text)
    except Unreadable as error:
        raise FrameworkInvalid([error.mistake]) from error
    form = Form(text)
    framework = _framework(form, root)
    if not form.mistakes and weight(framework) > WEIGHT:
        form.wrong(root, f"as it is recorded this has {weight(framework)} bytes, more than {WEIGHT}")
    if form.mistakes:
        raise FrameworkInvalid(form.mistakes)
    return framework


def _framework(form: Form, root: yaml.Node) -> Framework:
    fields = form.fields(root, FIELDS, ("evidence",))
    domains = _many(form, fields.get("domains"), DOMAINS)
    kinds = _many(form, fields.get("evidence"), KINDS)
    criteria = _many(form, fields.get("criteria"), CRITERIA)
    evidence = tuple(_evidence_kind(form, node) for node in kinds)
    known = Known(
        form=form,
        vocabulary=vocabulary(evidence),
        domains=_names(domains, "name"),
        kinds=_names(kinds, "name"),
        criteria=_names(criteria, "code"),
    )
    framework = Framework(
        name=form.name(fields.get("name")),
        version=form.whole(fields.get("version"), VERSIONS),
        title=words(form, fields.get("title")),
        domains=tuple(_domain(form, node) for node in domains),
        evidence=evidence,
        criteria=tuple(criterion(known, node) for node in criteria),
        gates=tuple(gate(known, node) for node in form.several(fields.get("gates"))),
    )
    _each_once(form, domains, kinds, criteria, form.listed(fields.get("gates")))
    _judged(form, domains, framework)
    return framework


def _each_once(
    form: Form,
    domains: Sequence[yaml.Node],
    kinds: Sequence[yaml.Node],
    criteria: Sequence[yaml.Node],
    gates: Sequence[yaml.Node],
) -> None:
    for nodes, field, what in (
        (domains, "name", "the domain"),
        (kinds, "name", "the kind"),
        (criteria, "code", "the criterion"),
        (criteria, "number", "the number"),
        (gates, "stage", "the gate of"),
    ):
        form.once((_field(node, field) for node in nodes), what)


def _many(form: Form, node: yaml.Node | None, most: int) -> tuple[yaml.Node, ...]:
    nodes = form.several(node)
    if len(nodes) > most:
        form.wrong(nodes[most], f"there are at most {most} of these, not {len(nodes)}")
    return nodes[:most]


def _field(node: yaml.Node, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _names(nodes: Sequence[yaml.Node], field: str) -> tuple[str, ...]:
    found = (_field(node, field) for node in nodes)
    return tuple(node.value for node in found if isinstance(node, yaml.ScalarNode))


def _domain(form: Form, node: yaml.Node) -> Domain:
    fields = form.fields(node, ("name", "en", "fr", "signs"), ("accountable",))
    signs = form.several(fields.get("signs"))
    if isinstance(fields.get("signs"), yaml.SequenceNode) and not signs:
        form.wrong(fields["signs"], "somebody signs for a domain: name a role")
    form.once(signs, "the role")
    return Domain(
        name=form.name(fields.get("name")),
        words=words(form, node, inside=fields),
        signs=frozenset(form.one_of(each, Role) for each in signs),
        accountable=form.truth(fields.get("accountable"), otherwise=False),
    )


def _evidence_kind(form: Form, node: yaml.Node) -> EvidenceKind:
    fields = form.fields(node, ("name", "en", "fr"), ("values",))
    _told_once(form, fields.get("values"))
    return EvidenceKind(
        name=form.name(fields.get("name")),
        words=words(form, node, inside=fields),
        values=_values(form, fields.get("values")),
    )


def _told_once(form: Form, node: yaml.Node | None) -> None:
    """No value takes the place of what is told of every piece: which it is, and from when on it counts."""
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        if str(key.value).replace(".", "_") in TOLD_ANYHOW:
            form.wrong(key, f"{key.value} is told of every piece of evidence by itself: name the value otherwise")


def _values(form: Form, node: yaml.Node | None) -> dict[str, str]:
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        form.wrong(node, "names of values stand here, each with its kind")
        return {}
    given = form.entries(node)
    seen: set[str] = set()
    for name, (key, _) in given.items():
        form.name_in_parts(key)
        if as_fact(name) in {"id", "content", "present", "valid_from", "valid_until", "submitted_on", "same_release"}:
            form.wrong(key, f"{name} is told of every piece of evidence: name the value otherwise")
        elif as_fact(name) in seen:
            form.wrong(key, f"rules know another value as {as_fact(name)} already: name this one otherwise")
        seen.add(as_fact(name))
    if len(given) > VALUES:
        form.wrong(node, f"a kind has at most {VALUES} values, not {len(given)}")
    return {name: form.one_of(value, FactKind).value for name, (_, value) in given.items()}


def _judged(form: Form, nodes: Sequence[yaml.Node], framework: Framework) -> None:
    """Every domain has something to sign for, and the framework a gate."""
    used = {criterion.domain for criterion in framework.criteria}
    used |= {each.domain for gate in framework.gates for each in gate.requirements}
    for node, domain in zip(nodes, framework.domains, strict=True):
        if domain.name not in used:
            form.wrong(node, f"no criterion belongs to the domain {domain.name}, and no requirement")
