"""The policy of evidence: what is taken, how long it may count, and when people are told that it runs out."""

import re
from collections.abc import Mapping
from datetime import timedelta

from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, each_once, read_yaml, versions

MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]*")


@record
class MediaType:
    """`begins`: the first bytes of such a file, one of these. `text`: all of it is UTF-8, from one of `starts` on."""

    name: str
    begins: tuple[bytes, ...] = ()
    text: bool = False
    starts: tuple[str, ...] = ()


@record
class EvidencePolicy:
    """A file has at most `largest` bytes. `reminders`: how many days before its last one people are told."""

    version: int
    largest: int
    longest: timedelta
    most_values: int
    reminders: tuple[int, ...]
    media_types: Mapping[str, MediaType]


def read_evidence(text: str) -> EvidencePolicy:
    match read_yaml(text):
        case {
            "version": int(version),
            "largest": int(largest),
            "longest": int(longest),
            "most_values": int(values),
            "reminders": [*reminders],
            "media_types": [*types],
            **others,
        } if min(version, largest, longest, values) > 0 and types and not others:
            read = tuple(map(_media_type, types))
        case _:
            raise CatalogueInvalid("a policy has a version, limits counted from 1, reminders and media types")
    each_once("the media types", (each.name for each in read))
    return EvidencePolicy(
        version=version,
        largest=largest,
        longest=timedelta(days=longest),
        most_values=values,
        reminders=_reminders(reminders),
        media_types={each.name: each for each in read},
    )


def _reminders(given: list[object]) -> tuple[int, ...]:
    days = [day for day in given if isinstance(day, int) and day > 0]
    if days != given or days != sorted(set(days), reverse=True):
        raise CatalogueInvalid(f"reminders are days before the last one, from the first reminder to the last: {given}")
    return tuple(days)


def _media_type(given: object) -> MediaType:
    match given:
        case {"name": str(name), "begins": [*begins], **others} if begins and not others:
            found = MediaType(name=name, begins=tuple(map(_bytes, begins)))
        case {"name": str(name), "text": True, "starts": [*starts], **others} if starts and not others:
            found = MediaType(name=name, text=True, starts=tuple(map(_start, starts)))
        case {"name": str(name), "text": True, **others} if not others:
            found = MediaType(name=name, text=True)
        case _:
            raise CatalogueInvalid(f"a media type has a name, and begins with some bytes or is text: {given}")
    if not MEDIA_TYPE.fullmatch(name):
        raise CatalogueInvalid(f"a media type is written as type/subtype in lower case: {name}")
    return found


def _bytes(given: object) -> bytes:
    try:
        return bytes.fromhex(str(given))
    except ValueError:
        raise CatalogueInvalid(f"bytes are written in hexadecimal: {given}") from None


def _start(given: object) -> str:
    match given:
        case str() if len(given) == 1:
            return given
        case _:
            raise CatalogueInvalid(f"a text starts with one character: {given}")


SHIPPED_EVIDENCE = ("evidence_v1.yaml",)
EVIDENCE_POLICIES: Mapping[int, EvidencePolicy] = versions(read_evidence, SHIPPED_EVIDENCE, __package__)
LATEST_EVIDENCE = EVIDENCE_POLICIES[max(EVIDENCE_POLICIES)]
