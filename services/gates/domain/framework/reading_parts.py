"""Reads the criteria and the gates of a framework."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

import yaml

from services.gates.domain.facts.model import FactKind, Meaning
from services.gates.domain.framework.model import (
    Attestation,
    Clause,
    Criterion,
    EvidenceNeed,
    Freshness,
    Gate,
    Requirement,
    Words,
)
from services.gates.domain.framework.rules import check
from services.gates.domain.framework.written import Form
from shared.events.people import Role
from shared.events.stages import Stage
from shared.kernel.record import record
from shared.rules.asking import unknown

DAYS, NUMBERS, PARTS = 3_650, 999, 30


@record
class Known:
    """What the parts of a framework may refer to."""

    form: Form
    vocabulary: Mapping[str, Meaning]
    domains: tuple[str, ...]
    kinds: tuple[str, ...]
    criteria: tuple[str, ...]

    def named(self, node: yaml.Node | None, there: Sequence[str], what: str) -> str:
        """A name that has to be one of those that are there."""
        given = self.form.plain(node)
        if isinstance(node, yaml.ScalarNode) and given not in there:
            near = get_close_matches(given, there, n=3)
            hint = f": is {' or '.join(near)} meant?" if near else ""
            self.form.wrong(node, f"there is no {what} {given}{hint}")
        return given

    def few(self, node: yaml.Node | None) -> tuple[yaml.Node, ...]:
        nodes = self.form.several(node)
        if len(nodes) > PARTS:
            self.form.wrong(nodes[PARTS], f"there are at most {PARTS} of these, not {len(nodes)}")
        return nodes[:PARTS]


def words(form: Form, node: yaml.Node | None, inside: Mapping[str, yaml.Node] | None = None) -> Words:
    """`en` and `fr`, in fields of their own or among others."""
    fields = inside if inside is not None else form.fields(node, ("en", "fr")) if node is not None else {}
    return Words(en=form.words(fields.get("en")), fr=form.words(fields.get("fr")))


def criterion(known: Known, node: yaml.Node) -> Criterion:
    form = known.form
    fields = form.fields(
        node,
        ("code", "number", "domain", "statement"),
        ("waivable", "holds", "current", "fresh", "evidence", "attestation"),
    )
    holds, current = (_clauses(known, fields.get(part)) for part in ("holds", "current"))
    fresh = tuple(_freshness(known, each) for each in known.few(fields.get("fresh")))
    read = Criterion(
        code=form.name(fields.get("code")),
        number=form.whole(fields.get("number"), NUMBERS),
        domain=known.named(fields.get("domain"), known.domains, "domain"),
        statement=words(form, fields.get("statement")),
        holds=holds,
        current=current,
        fresh=fresh,
        evidence=tuple(_need(known, each) for each in known.few(fields.get("evidence"))),
        attestation=_attestation(known, fields["attestation"]) if "attestation" in fields else None,
        waivable=form.truth(fields.get("waivable"), otherwise=True),
    )
    form.once(_codes(known, (fields.get("holds"), fields.get("current"))), "the clause")
    if fields and not (read.holds or read.evidence or read.attestation):
        form.wrong(node, "nothing decides this criterion: it needs holds, evidence or attestation")
    return read


def _codes(known: Known, lists: Iterable[yaml.Node | None]) -> list[yaml.Node]:
    """Where the codes of these clauses stand."""
    entries = (each for node in lists for each in known.form.listed(node) if isinstance(each, yaml.MappingNode))
    return [value for each in entries for key, value in each.value if key.value == "code"]


def _clauses(known: Known, node: yaml.Node | None) -> tuple[Clause, ...]:
    return tuple(_clause(known, each) for each in known.few(node))


def _clause(known: Known, node: yaml.Node) -> Clause:
    fields = known.form.fields(node, ("code", "rule", "en", "fr"))
    return Clause(
        code=known.form.name(fields.get("code")),
        rule=_rule(known, fields.get("rule")),
        words=words(known.form, node, inside=fields),
    )


def _rule(known: Known, node: yaml.Node | None) -> str:
    rule = known.form.plain(node)
    if isinstance(node, yaml.ScalarNode):
        for bad in check(rule, known.vocabulary):
            known.form.bad_rule(node, bad)
    return rule.strip()


def _freshness(known: Known, node: yaml.Node) -> Freshness:
    fields = known.form.fields(node, ("since", "days"))
    since = known.form.plain(fields.get("since"))
    meaning = known.vocabulary.get(since)
    if "since" in fields and meaning is None:
        known.form.wrong(fields["since"], unknown(since, known.vocabulary))
    elif meaning is not None and meaning.kind is not FactKind.DAY:
        known.form.wrong(fields["since"], f"{since} is no day")
    return Freshness(since=since, days=known.form.whole(fields.get("days"), DAYS, least=0))


def _need(known: Known, node: yaml.Node) -> EvidenceNeed:
    fields = known.form.fields(node, ("kind", "days"))
    return EvidenceNeed(
        kind=known.named(fields.get("kind"), known.kinds, "kind of evidence"),
        days=known.form.whole(fields.get("days"), DAYS),
    )


def _attestation(known: Known, node: yaml.Node) -> Attestation:
    form = known.form
    fields = form.fields(node, ("roles", "days"))
    roles = form.several(fields.get("roles"))
    if isinstance(fields.get("roles"), yaml.SequenceNode) and not roles:
        form.wrong(fields["roles"], "somebody attests: name a role")
    form.once(roles, "the role")
    return Attestation(
        roles=frozenset(form.one_of(each, Role) for each in roles), days=form.whole(fields.get("days"), DAYS)
    )


def gate(known: Known, node: yaml.Node) -> Gate:
    form = known.form
    fields = form.fields(node, ("stage", "criteria", "requirements"))
    criteria = form.several(fields.get("criteria"))
    form.once(criteria, "the criterion")
    requirements = known.few(fields.get("requirements"))
    form.once(_codes(known, (fields.get("requirements"),)), "the requirement")
    if fields and not (criteria or requirements):
        form.wrong(node, "a gate asks for something: a criterion or a requirement")
    return Gate(
        stage=form.one_of(fields.get("stage"), Stage),
        criteria=tuple(known.named(each, known.criteria, "criterion") for each in criteria),
        requirements=tuple(_requirement(known, each) for each in requirements),
    )


def _requirement(known: Known, node: yaml.Node) -> Requirement:
    fields = known.form.fields(node, ("code", "rule", "en", "fr"), ("waivable", "domain"))
    domain = fields.get("domain")
    return Requirement(
        code=known.form.name(fields.get("code")),
        rule=_rule(known, fields.get("rule")),
        words=words(known.form, node, inside=fields),
        waivable=known.form.truth(fields.get("waivable"), otherwise=False),
        domain=known.named(domain, known.domains, "domain") if domain is not None else "",
    )
