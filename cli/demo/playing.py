"""Playing the steps of a file against a Fairway: each by the right person, under a key of its own, and checked."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from unicodedata import normalize
from uuid import NAMESPACE_DNS, uuid5

from cli.client import Answer, Client
from cli.demo.cast import Cast
from cli.demo.happened import happened
from cli.demo.mutations import mutations
from cli.demo.plan import Scene
from cli.demo.steps import Ref, Step
from cli.demo.typed import references
from cli.failures import Failure

KEYS = uuid5(NAMESPACE_DNS, "demo.fairway")
PATIENCE = 5


class Rejected(Failure):
    """A step breaks a rule of Fairway's: the play ends there."""

    def __init__(self, step: Step, rejection: Answer) -> None:
        where = f" ({'.'.join(rejection['where'])})" if rejection["where"] else ""
        super().__init__(f"{step.key} by {step.by}: {rejection['code']}: {rejection['message']}{where}")


class NotShown(Failure):
    """The step was recorded, but the views do not come to show it."""


@dataclass(slots=True, kw_only=True)
class Played:
    """What came of the steps so far. `seen` is a consistency token: who sends it sees them all."""

    ids: dict[Ref, str]
    steps: int = 0
    repeated: int = 0
    seen: str | None = None


async def unclocked(_: datetime) -> None:
    """Leave the clock alone."""


async def play(
    scenes: Sequence[Scene],
    *,
    cast: Cast,
    client: Client,
    prefix: str,
    before: Callable[[datetime], Awaitable[None]] = unclocked,
    heard: Callable[[Step], None],
) -> Played:
    """Give every step in turn. `before` hears when each of them happens; `prefix` tells files apart."""
    played = Played(ids=dict(subjects(cast)))
    for scene in scenes:
        await before(scene.at)
        heard(scene.step)
        await give(scene, played, cast=cast, client=client, prefix=prefix)
    return played


def subjects(cast: Cast) -> Iterator[tuple[Ref, str]]:
    for key, member in cast.items():
        yield Ref(noun="Issuer", key=key), member.issuer
        yield Ref(noun="Subject", key=key), member.subject


async def give(scene: Scene, played: Played, *, cast: Cast, client: Client, prefix: str) -> None:
    step, noun, token = scene.step, mutations()[scene.step.mutation].noun, cast[scene.step.by].token
    by_itself = await happened(references(step.input), played.ids, client=client, token=token, seen=played.seen)
    given = {
        **filled(step.input, {**played.ids, **by_itself}),
        "idempotencyKey": str(uuid5(KEYS, f"{prefix}/{step.key}")),
        **({} if step.now else {"occurredAt": scene.at.isoformat()}),
    }
    first = payload = await answered(step, given, client, token)
    for _ in range(PATIENCE):
        if payload["consistency"]["status"] != "TIMED_OUT":
            break
        payload = await answered(step, given, client, token)
    if payload["consistency"]["status"] != "REACHED":
        raise NotShown(f"{step.key} was recorded, but the views do not come to show it.")
    if step.gives is not None:
        played.ids[step.gives] = made(step, payload[noun], given)
    for ref, at in step.also.items():
        played.ids[ref] = found_at(at, payload[noun])
    played.steps += 1
    played.repeated += first["consistency"]["repeated"]
    played.seen = payload["consistency"]["token"]


async def answered(step: Step, given: Mapping[str, object], client: Client, token: str) -> Answer:
    """The payload. Asked again, the same step is not recorded again, and its views have had more time."""
    mutation = mutations()[step.mutation]
    payload: Answer = (await client.ask(token, mutation.document(shown(step)), {"input": given}))[mutation.name]
    if payload["rejection"] is not None:
        raise Rejected(step, payload["rejection"])
    return payload


def shown(step: Step) -> str:
    """What the answer has to tell of what changed."""
    if step.gives is not None and step.gives.noun == "Finding":
        return "id findings { id title detail }"
    wanted = (*([step.at] if step.gives else []), *step.also.values())
    return " ".join(selected(at) for at in dict.fromkeys(wanted)) or "__typename"


def selected(at: str) -> str:
    *path, last = (name for name in at.split(".") if not name.isdecimal())
    return "".join(f"{each} {{ " for each in path) + last + " }" * len(path)


def made(step: Step, noun: Answer, given: Mapping[str, object]) -> str:
    """The id of what the step made: of several, the last; of findings the one that reads like what was sent."""
    if step.gives is not None and step.gives.noun == "Finding":
        wanted = (plain_text(given["title"]), plain_text(given["detail"]))
        return next(str(each["id"]) for each in noun["findings"] if (each["title"], each["detail"]) == wanted)
    return found_at(step.at, noun)


def found_at(at: str, noun: Answer) -> str:
    """Of several the one that is numbered, from 1 on, else the last."""
    found: Any = noun
    for name in at.split("."):
        if name.isdecimal():
            found = found[int(name) - 1]
            continue
        found = (found[-1] if isinstance(found, list) else found)[name]
    return str(found)


def plain_text(value: object) -> str:
    return normalize("NFC", str(value)).strip()


def filled(given: Mapping[str, object], ids: Mapping[Ref, str]) -> dict[str, object]:
    """The input as JSON has it, with ids in the places of references."""
    return {camel(name): value(each, ids) for name, each in given.items()}


def value(given: object, ids: Mapping[Ref, str]) -> object:
    match given:
        case Ref():
            return ids[given]
        case dict():
            return filled(given, ids)
        case list():
            return [value(each, ids) for each in given]
        case Enum():
            return given.name
        case _:
            return str(given) if isinstance(given, date | Decimal) else given


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
