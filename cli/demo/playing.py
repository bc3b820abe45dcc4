"""Playing the steps of a file against a Fairway: each by the right person, under a key of its own, and checked."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import groupby
from unicodedata import normalize
from uuid import NAMESPACE_DNS, uuid5

from cli.client import Answer, Client
from cli.demo.cast import Cast
from cli.demo.mutations import MUTATIONS
from cli.demo.plan import Scene
from cli.demo.steps import Ref, Step
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
    """Give every step in turn. `before` hears for each day when its last step happens; `prefix` tells files apart."""
    played = Played(ids=dict(subjects(cast)))
    for _, each in groupby(scenes, lambda scene: scene.step.on):
        day = list(each)
        await before(day[-1].at)
        for scene in day:
            heard(scene.step)
            await give(scene, played, cast=cast, client=client, prefix=prefix)
    return played


def subjects(cast: Cast) -> Iterator[tuple[Ref, str]]:
    for key, member in cast.items():
        yield Ref(noun="Issuer", key=key), member.issuer
        yield Ref(noun="Subject", key=key), member.subject


async def give(scene: Scene, played: Played, *, cast: Cast, client: Client, prefix: str) -> None:
    step, mutation = scene.step, MUTATIONS[scene.step.mutation]
    given = {
        **filled(step.input, played.ids),
        "idempotencyKey": str(uuid5(KEYS, f"{prefix}/{step.key}")),
        "occurredAt": scene.at.isoformat(),
    }
    first = payload = await answered(step, given, client, cast[step.by].token)
    for _ in range(PATIENCE):
        if payload["consistency"]["status"] != "TIMED_OUT":
            break
        payload = await answered(step, given, client, cast[step.by].token)
    if payload["consistency"]["status"] != "REACHED":
        raise NotShown(f"{step.key} was recorded, but the views do not come to show it.")
    if step.gives is not None:
        played.ids[step.gives] = made(step.gives, payload[mutation.noun], given)
    played.steps += 1
    played.repeated += first["consistency"]["repeated"]
    played.seen = payload["consistency"]["token"]


async def answered(step: Step, given: Mapping[str, object], client: Client, token: str) -> Answer:
    """The payload. Asked again, the same step is not recorded again, and its views have had more time."""
    mutation = MUTATIONS[step.mutation]
    payload: Answer = (await client.ask(token, mutation.document, {"input": given}))[mutation.name]
    if payload["rejection"] is not None:
        raise Rejected(step, payload["rejection"])
    return payload


def made(ref: Ref, noun: Answer, given: Mapping[str, object]) -> str:
    """The id of what the step made. A finding is one of its pilot's: the one that reads like what was sent."""
    if ref.noun != "Finding":
        return str(noun["id"])
    wanted = (plain_text(given["title"]), plain_text(given["detail"]))
    return next(str(each["id"]) for each in noun["findings"] if (each["title"], each["detail"]) == wanted)


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
