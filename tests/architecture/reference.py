"""Writes docs/reference.md: what clients and operators look up, from the code that decides it."""

from collections.abc import Iterable

from prometheus_client import REGISTRY
from prometheus_client.metrics_core import Metric
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from gateway.body import MOST_NESTING, MOST_QUERY_CHARACTERS, MOST_VALUES
from gateway.limits import Limits
from gateway.limits.pages import COMPUTED, COMPUTED_LISTS
from gateway.listeners import MOST_SUBSCRIPTIONS
from gateway.masking.shown import INVALID
from gateway.schema.answers import LONGEST_KEY
from gateway.schema.filters import MOST_CHOICES, MOST_COMPARISONS
from gateway.schema.nodes import MOST_NODES
from gateway.schema.orders import MOST_ORDERS
from shared.events.people import Role
from shared.kernel.text import LINE, PROSE
from shared.projecting.paging import COUNT_CAP, LARGEST
from shared.settings import Settings
from shared.web.identity.refusal import SENTENCES
from shared.web.sizes import MOST_BYTES
from tests.architecture.api import COMMANDS, errors, loaded, mutation_of, mutations, rejections, sentence
from tests.architecture.tree import ROOT

REFERENCE = ROOT / "docs/reference.md"

HEAD = """\
# Reference

Written from the code by `python -m tests.architecture.reference`; a test fails when it is out of date.
What these mean in use: [graphql.md](graphql.md) for clients, [operations.md](operations.md) for operators.
"""


def rendered() -> str:
    sections = (HEAD, commands(), rejected(), refused(), tokens(), limits(), settings(), metrics())
    return "\n".join(sections)


def commands() -> str:
    described = mutations()
    rows = (
        (f"`{mutation_of(command)}`", holders(roles), described[mutation_of(command)].description or "")
        for command, roles in COMMANDS.items()
        if roles
    )
    return section("Commands", "A role counts where it is held: in the whole tenant, or for the engagement.") + table(
        ("mutation", "who may give it", "what it does"), rows
    )


def holders(roles: frozenset[str]) -> str:
    others = sorted(set(Role) - roles)
    if not others:
        return "everybody"
    if len(others) < len(roles):
        return f"everybody but {', '.join(others)}"
    return ", ".join(sorted(roles))


def rejected() -> str:
    about = "A rule of the business was broken: the mutation's `rejection`, with HTTP 200. Nothing was recorded."
    rows = ((f"`{code}`", sentence(kind)) for code, kind in sorted(rejections().items()))
    return section("Rejections", about) + table(("code", "sentence"), rows)


def refused() -> str:
    about = "The request itself is refused: `errors[].extensions.code`. The status is that of a request refused whole."
    known = [(f"`{code}`", str(kind.status), sentence(kind)) for code, kind in errors().items()]
    known.append((f"`{INVALID}`", "400", "The document or a value does not fit the schema; the message says where."))
    return section("Errors", about) + table(("code", "status", "sentence"), sorted(known))


def tokens() -> str:
    about = "`errors[].extensions.reason` beside `UNAUTHENTICATED`."
    rows = ((f"`{reason.name}`", text) for reason, text in SENTENCES.items())
    return section("Reasons to refuse a token", about) + table(("reason", "sentence"), rows)


def limits() -> str:
    known = Limits()
    rows = (
        ("bytes of a body", MOST_BYTES),
        ("levels of nesting in a body", MOST_NESTING),
        ("values in a body", MOST_VALUES),
        ("characters of a document", MOST_QUERY_CHARACTERS),
        ("tokens of a document", known.tokens),
        ("depth of a document, in fields", known.depth),
        ("depth of introspection", known.introspection_depth),
        ("aliases", known.aliases),
        ("directives", known.directives),
        ("root fields", known.root_fields),
        ("steps to merge repeated fields", known.merges),
        ("objects that a document may return", known.cost),
        ("objects that a list without pages counts as", known.page),
        *computed(),
        ("rows of a page", LARGEST),
        ("rows that `totalCount` counts", COUNT_CAP),
        ("ids given to `nodes`", MOST_NODES),
        ("comparisons in a filter", MOST_COMPARISONS),
        ("alternatives in one comparison", MOST_CHOICES),
        ("fields to order by", MOST_ORDERS),
        ("subscriptions of a person, in one process", MOST_SUBSCRIPTIONS),
        ("characters of an idempotency key", LONGEST_KEY),
        *texts(),
    )
    about = "All are counted before anything is carried out; fragments count as often as they are spread."
    return section("Limits", about) + table(("what", "at most"), ((what, f"{most:,}") for what, most in rows))


def texts() -> Iterable[tuple[str, int]]:
    return (
        ("characters of a text in a filter", LINE),
        ("characters of a title or a name", LINE),
        ("characters of a reason or a description", PROSE),
    )


def computed() -> Iterable[tuple[str, int]]:
    lists = ((f"objects that `{field}` counts as", most) for field, most in COMPUTED_LISTS.items())
    return (*lists, *((f"objects that `{field}` counts as beside its own", more) for field, more in COMPUTED.items()))


def settings() -> str:
    rows = ((f"`{variable(name)}`", default(field), field.description or "") for name, field in known_settings())
    return section("Settings", "Environment variables, read once at the start.") + table(
        ("variable", "default", "what it sets"), rows
    )


def known_settings() -> Iterable[tuple[str, FieldInfo]]:
    return Settings.model_fields.items()


def variable(setting: str) -> str:
    return f"{Settings.model_config['env_prefix']}{setting}".upper()


def default(field: FieldInfo) -> str:
    absent = field.default is PydanticUndefined or field.default in (None, {})
    return "none" if absent else f"`{field.default}`"


def metrics() -> str:
    rows = ((f"`{name(metric)}`", metric.type, metric.documentation) for metric in known_metrics())
    return section("Metrics", "Prometheus text, at `/metrics`.") + table(("metric", "kind", "what it tells"), rows)


def known_metrics() -> list[Metric]:
    loaded()
    own = (metric for metric in REGISTRY.collect() if metric.name.startswith("fairway_"))
    return sorted(own, key=lambda metric: metric.name)


def name(metric: Metric) -> str:
    return f"{metric.name}_total" if metric.type == "counter" else metric.name


def section(title: str, about: str) -> str:
    return f"## {title}\n\n{about}\n\n"


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    REFERENCE.write_text(rendered(), "utf-8")
