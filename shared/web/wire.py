"""A service's contract as JSON: what each command and question takes and gives, read off their own annotations."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from inspect import signature
from typing import Any, Generic, TypeVar, get_args, get_type_hints
from uuid import UUID

from pydantic import ConfigDict, TypeAdapter
from pydantic_core import to_json

from shared.authority.grants import Readable
from shared.eventstore.handle import Receipt, Request
from shared.eventstore.weighing import Weighed
from shared.kernel.contract import Contract
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.projecting.as_of import Given, Source
from shared.projecting.choices import Scalar
from shared.web.service import by_command

Shape = TypeVar("Shape")
CIRCUMSTANCES = {"tenant": UUID, "readable": Readable, "source": Source}


class Form(Generic[Shape]):
    """A type as JSON, strictly: what is not exactly of it is refused, and what is too much as well."""

    def __init__(self, shape: Any, config: ConfigDict | None = None) -> None:  # noqa: ANN401 - any type there is
        self.adapter: TypeAdapter[Shape] = TypeAdapter(shape, config=config)

    def read(self, text: bytes) -> Shape:
        """Raises pydantic's ValidationError."""
        return self.adapter.validate_json(text, strict=True, extra="forbid")

    def write(self, value: Shape) -> bytes:
        return self.adapter.dump_json(value, warnings="error")


@record
class Refusal:
    """A broken rule on its way: `code` says which class it was, the details fill its sentence."""

    code: str
    where: tuple[str, ...]
    details: Mapping[str, Scalar | None]


@record
class Told:
    """What would come of a command, on its way."""

    refusal: Refusal | None
    records: bool


TOLD: Form[list[Told]] = Form(list[Told])
RECEIPT: Form[Receipt] = Form(Receipt)
REFUSAL: Form[Refusal] = Form(Refusal)


class Command:
    """A command with all that comes beside it."""

    def __init__(self, kind: type) -> None:
        self.request = _record(f"{kind.__name__}Request", {"command": kind}, Request)
        self.form: Form[Request] = Form(self.request)

    def write(self, request: Request) -> bytes:
        return self.form.write(self.request(**{field.name: getattr(request, field.name) for field in fields(request)}))


class Question:
    """A question: its keys, what else it takes by name, and an answer for each key."""

    def __init__(self, function: Callable[..., Any], rows: Mapping[str, type[Any]]) -> None:
        self.function = function
        hints = get_type_hints(function, include_extras=True)
        _, _, keys, *more = signature(function).parameters
        self.more = tuple(more)
        taken = {"keys": hints[keys], **{name: hints[name] for name in more}}
        self.asked = _record(f"{function.__name__}_asked", {**CIRCUMSTANCES, **taken})
        self.form: Form[Any] = Form(self.asked)
        self.answers: Form[list[Any]] = Form(hints["return"])
        self._rows = rows

    def write(self, asked: Mapping[str, object], keys: Sequence[object], *more: object, **named: object) -> bytes:
        given = signature(self.function).bind(None, None, keys, *more, **named)
        taken = {name: given.arguments[name] for name in self.more if name in given.arguments}
        return self.form.write(self.asked(**asked, keys=keys, **taken))

    def read(self, text: bytes) -> Any:  # noqa: ANN401 - the record that belongs to this question
        asked = self.form.read(text)
        return replace(asked, source=_of_records(asked.source, self._rows))


class Wire:
    """All commands, questions and refusals of a contract by their names, and what its directory holds of a person."""

    def __init__(self, contract: Contract) -> None:
        self.commands = {kind.__name__: Command(kind) for kind in by_command(contract.deciders)}
        self.questions = {each.__name__: Question(each, contract.rows) for each in contract.questions}
        listed: Any = contract.listed
        self.listed: Form[Any] = Form(listed)
        self.names: Form[list[Any]] = Form(list[listed | None])
        self._refusals = {kind.code: kind for kind in contract.refusals}

    def refused(self, text: bytes) -> Refused:
        """The refusal as it was raised where the rule was broken. LookupError: there is none of this code."""
        return self._raised(REFUSAL.read(text))

    def weighed(self, text: bytes) -> list[Weighed]:
        """What would come of commands, as it was said where they were weighed. LookupError: as above."""
        return [
            Weighed(refusal=self._raised(each.refusal) if each.refusal else None, records=each.records)
            for each in TOLD.read(text)
        ]

    def _raised(self, told: Refusal) -> Refused:
        return self._refusals[told.code](where=told.where, **told.details)


def refusal(refused: Refused) -> bytes:
    return REFUSAL.write(broken(refused))


def broken(refused: Refused) -> Refusal:
    details = {name: _told(value) for name, value in refused.details.items()}
    return Refusal(code=refused.code, where=refused.where, details=details)


def told(weighed: Sequence[Weighed]) -> bytes:
    return TOLD.write(
        [Told(refusal=broken(each.refusal) if each.refusal else None, records=each.records) for each in weighed]
    )


def _told(value: object) -> Any:  # noqa: ANN401 - a scalar, which the form checks
    """What is no scalar reads in the sentence as it would have read."""
    return value if value is None or isinstance(value, get_args(get_args(Scalar)[0])) else str(value)


def _of_records(source: Source, rows: Mapping[str, type[Any]]) -> Source:
    """Rows that were handed in come as plain JSON: which record they are, their projection's name says."""
    if not isinstance(source, Given):
        return source
    if unknown := sorted(source.rows.keys() - rows.keys()):
        raise ValueError(f"there is no read model {', '.join(unknown)}")
    given = {name: [Form[Any](rows[name]).read(to_json(row)) for row in some] for name, some in source.rows.items()}
    return replace(source, rows=given)


def _record(name: str, annotations: Mapping[str, Any], *bases: type) -> type[Any]:
    return record(type(name, bases, {"__annotations__": dict(annotations), "__module__": __name__}))
