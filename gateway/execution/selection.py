"""What is asked of objects of one type, compiled: the keys of their answers, and how each of them gets its value."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, TypeGuard, cast

from graphql import GraphQLObjectType, get_nullable_type, is_leaf_type, is_non_null_type
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues
from strawberry.execution import optimized_is_awaitable

from gateway.execution.asked import Document, Field
from gateway.execution.calls import batch, call, declared
from gateway.execution.leaves import Leaf, leaf
from gateway.execution.places import Place
from gateway.execution.run import Batch, Complete, Run, Step
from gateway.execution.together import asked_together
from gateway.execution.values import value
from shared.kernel.record import record

TYPENAME = "__typename"
waits = cast("Callable[[object], TypeGuard[Awaitable[object]]]", optimized_is_awaitable)


@record
class Selection:
    """`answer` is what an object begins with: the type's name where it is asked for, else nothing yet."""

    answer: dict[str, object]
    steps: tuple[Step, ...]

    def of(self, source: object, place: Place, run: Run) -> dict[str, object]:
        answer = self.answer.copy()
        for step in self.steps:
            step(source, answer, place, run)
        return answer


class Compiler:
    """By the variables that decide which fields are asked for, and by no others. `fields` are those compiled so far."""

    def __init__(self, document: Document, deciding: VariableValues) -> None:
        self.document, self._deciding = document, deciding
        self._fragments = {name: FragmentDetails(definition) for name, definition in document.fragments.items()}
        self.fields = 0

    def root(self, of: GraphQLObjectType) -> Selection:
        found = collect_fields(self.document.schema, self._fragments, self._deciding, of, self.document.operation)
        return self._selection(of, found.grouped_field_set)

    def below(self, details: list[FieldDetails], of: GraphQLObjectType) -> Complete:
        """What these mentions of one field ask of it, where it is of this type."""
        document = self.document
        found = collect_subfields(document.schema, self._fragments, self._deciding, document.operation, of, details)
        return self._selection(of, found.grouped_field_set).of

    def _selection(self, of: GraphQLObjectType, grouped: dict[str, list[FieldDetails]]) -> Selection:
        answer: dict[str, object] = {}
        steps: list[Step] = []
        attributes: list[_Attribute] = []
        self.fields += len(grouped)
        for key, details in grouped.items():
            if details[0].node.name.value == TYPENAME:
                answer[key] = of.name
                continue
            answer[key] = None
            field = self._field(key, details, of)
            if _is_plain(field):
                attributes.append(_attribute(field))
                continue
            steps.extend(_at_once(attributes))
            attributes = []
            steps.append(self._step(field, details))
        return Selection(answer=answer, steps=(*steps, *_at_once(attributes)))

    def _field(self, key: str, details: list[FieldDetails], of: GraphQLObjectType) -> Field:
        nodes = [each.node for each in details]
        definition = of.fields[nodes[0].name.value]
        return Field(key=key, nodes=nodes, definition=definition, parent=of, document=self.document)

    def _step(self, field: Field, details: list[FieldDetails]) -> Step:
        complete = value(field.definition.type, field, lambda of: self.below(details, of))
        known = declared(field.definition)
        if known.is_basic_field:
            read = attrgetter(known.python_name)
            return _step(field, lambda source, place, run: read(source), complete)  # noqa: ARG005 - as all are called
        ask = asked_together(known)
        return _step(field, call(field), complete) if ask is None else _batched(field, batch(field, ask, complete))


@record
class _Attribute:
    """A plain attribute of the source that is a leaf of the answer; `alone` is the way that tells what is wrong."""

    key: str
    name: str
    leaf: Leaf
    alone: Step


def _is_plain(field: Field) -> bool:
    return bool(declared(field.definition).is_basic_field) and is_leaf_type(get_nullable_type(field.definition.type))


def _attribute(field: Field) -> _Attribute:
    name = declared(field.definition).python_name
    written, read = leaf(cast("Any", field.definition.type), str(field)), attrgetter(name)
    alone = _step(field, lambda source, place, run: read(source), lambda given, place, run: written.write(given))  # noqa: ARG005 - as all are called
    return _Attribute(key=field.key, name=name, leaf=written, alone=alone)


def _at_once(attributes: Sequence[_Attribute]) -> Iterator[Step]:
    """All of them at once; only when that fails, one after the other."""
    if not attributes:
        return
    keys, read = [each.key for each in attributes], _reading([each.name for each in attributes])
    plains, writes = [each.leaf.plain for each in attributes], [each.leaf.write for each in attributes]

    def step(source: object, answer: dict[str, object], place: Place | None, run: Run) -> None:
        try:
            written = [
                given if given.__class__ is plain else write(given)
                for given, plain, write in zip(read(source), plains, writes, strict=True)
            ]
        except Exception:  # noqa: BLE001 - it comes again, where its place is known
            for each in attributes:
                each.alone(source, answer, place, run)
        else:
            answer.update(zip(keys, written, strict=True))

    yield step


def _reading(names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    if len(names) == 1:
        name = names[0]
        return lambda source: (getattr(source, name),)
    return attrgetter(*names)


def _step(field: Field, give: Callable[[Any, Place, Run], object], complete: Complete) -> Step:
    key, nodes, nullable = field.key, field.nodes, not is_non_null_type(field.definition.type)

    def step(source: object, answer: dict[str, object], above: Place | None, run: Run) -> None:
        place = Place(above, answer, key, nullable)
        try:
            given = give(source, place, run)
            if waits(given):
                run.later(given, complete, place, nodes)
            else:
                answer[key] = complete(given, place, run)
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an error of the answer
            run.refuse(error, place, nodes)

    return step


def _batched(field: Field, asked: Batch) -> Step:
    key, nullable = field.key, not is_non_null_type(field.definition.type)

    def step(source: object, answer: dict[str, object], above: Place | None, run: Run) -> None:
        run.together(asked, source, Place(above, answer, key, nullable))

    return step
