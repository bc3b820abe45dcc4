"""Whether an artefact may back a criterion: its digest, size and type, what it says, and how long it counts."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from uuid import UUID

from services.gates.domain import well_formed
from services.gates.domain.bounds import within
from services.gates.domain.evidence.commands import Artefact, SameContentRenewed
from services.gates.domain.evidence_policy import EvidencePolicy
from services.gates.domain.not_found import ReleaseNotFound
from shared.events.evidence import EvidenceValue
from shared.kernel.decider import Asked
from shared.kernel.refusal import InTheFuture, NotWellFormed
from shared.kernel.text import line

VALUE_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*")
LONGEST_VALUE_NAME = 120
MOST_BYTES_OF_VALUES = 20_000  # an event holds no more than three times as much
A_DAY = timedelta(days=1)


def checked(
    artefact: Artefact, policy: EvidencePolicy, releases: Collection[UUID], days: int | None, asked: Asked
) -> Artefact:
    """As it will be recorded: it counts for no longer than `days`, whatever it says of itself. Raises Refused."""
    if artefact.release_id is not None and artefact.release_id not in releases:
        raise ReleaseNotFound(where=("input", "releaseId"))
    if not 0 < artefact.size <= policy.largest:
        raise _wrong("size", f"size is from 1 to {policy.largest} bytes")
    if artefact.media_type not in policy.media_types:
        raise _wrong("mediaType", f"mediaType is one of {', '.join(policy.media_types)}")
    _in_bounds(artefact, policy, asked)
    return Artefact(
        digest=well_formed.digest(artefact.digest),
        size=artefact.size,
        media_type=artefact.media_type,
        source=line("source", artefact.source),
        format=artefact.format and well_formed.tool_format(artefact.format),
        values=_values(artefact.values, policy.most_values),
        release_id=artefact.release_id,
        valid_from=artefact.valid_from,
        valid_until=_counting(artefact, days, asked.day),
    )


def not_renewed(artefact: Artefact, before: Iterable[Artefact]) -> None:
    """What was found once gets no younger: the days of the same content may be put right, and never be put off."""
    same = [each for each in before if each.digest == artefact.digest]
    if not same:
        return
    first, last = max(each.valid_from for each in same), max(each.valid_until for each in same)
    if artefact.valid_from > first or artefact.valid_until > last:
        raise SameContentRenewed(where=("input", "digest"), first=first, last=last)


def _counting(artefact: Artefact, days: int | None, today: date) -> date:
    """Its last day. What has grown too old already ends as soon as evidence can."""
    if days is None:
        return artefact.valid_until
    latest = max(artefact.valid_from + days * A_DAY, artefact.valid_from + A_DAY, today)
    return min(artefact.valid_until, latest)


def _in_bounds(artefact: Artefact, policy: EvidencePolicy, asked: Asked) -> None:
    """It counts from a day that has come up to one that is not over, and for no longer than the policy allows."""
    if artefact.valid_from > asked.day:
        raise InTheFuture(where=("input", "validFrom"), given=artefact.valid_from, now=asked.day)
    earliest = max(artefact.valid_from + A_DAY, asked.day)
    latest = artefact.valid_from + policy.longest
    within("validUntil", artefact.valid_until, earliest, latest)


def _values(given: tuple[EvidenceValue, ...], most: int) -> tuple[EvidenceValue, ...]:
    if len(given) > most:
        raise _wrong("values", f"values are at most {most}")
    if len({each.name for each in given}) != len(given):
        raise _wrong("values", "every value is named once")
    if sum(len(each.name.encode()) + len(each.value.encode()) for each in given) > MOST_BYTES_OF_VALUES:
        raise _wrong("values", f"values have at most {MOST_BYTES_OF_VALUES} bytes together")
    return tuple(_value(each) for each in given)


def _value(given: EvidenceValue) -> EvidenceValue:
    if len(given.name) > LONGEST_VALUE_NAME or not VALUE_NAME.fullmatch(given.name):
        problem = "the name of a value is small letters, digits and underscores, in parts divided by full stops"
        raise _wrong("values", problem)
    return EvidenceValue(name=given.name, value=line("values", given.value))


def _wrong(field: str, problem: str) -> NotWellFormed:
    return NotWellFormed(where=("input", field), problem=problem)
