"""The crosswalk of obligations: which duty of which law or standard feeds which of the twenty readiness criteria."""

import json
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from itertools import chain

from shared.kernel.record import record
from shared.policy.shipped import Label, read_yaml, versions

CRITERIA = range(1, 21)


class CrosswalkInvalid(ValueError):
    """The crosswalk does not say what it must: the message names the part."""


class Jurisdiction(StrEnum):
    EUROPEAN_UNION = "european_union"
    UNITED_STATES = "united_states"
    INTERNATIONAL = "international"
    CANADA = "canada"


@record
class Obligation:
    """`at` is its place in the instrument, `criteria` are the numbers of those that it feeds."""

    instrument: str
    title: str
    jurisdiction: Jurisdiction
    at: str
    duty: Label
    criteria: tuple[int, ...]


@record
class Crosswalk:
    version: int
    obligations: tuple[Obligation, ...]


def digest_of(obligation: Obligation) -> str:
    """How it reads, all of it: a duty with another digest is another duty at the same place."""
    duty = obligation.duty
    words = (obligation.title, obligation.jurisdiction, obligation.at, duty.en, duty.fr, *obligation.criteria)
    return sha256(json.dumps([obligation.instrument, *words], ensure_ascii=False).encode()).hexdigest()


def read_crosswalk(text: str) -> Crosswalk:
    match read_yaml(text):
        case {"version": int(version), "instruments": [*instruments], **others} if version > 0 and not others:
            found = tuple(chain.from_iterable(map(_instrument, instruments)))
        case _:
            raise CrosswalkInvalid("a crosswalk has a version, counted from 1, and instruments")
    places = [(each.instrument, each.at) for each in found]
    if len(places) != len(set(places)):
        raise CrosswalkInvalid("a place of an instrument is named twice")
    return Crosswalk(version=version, obligations=found)


def _instrument(given: object) -> tuple[Obligation, ...]:
    match given:
        case {"name": str(name), "title": str(title), "jurisdiction": str(where), "duties": [*duties], **others} if (
            where in list(Jurisdiction) and not others
        ):
            return tuple(_obligation(name, title, Jurisdiction(where), duty) for duty in duties)
        case _:
            raise CrosswalkInvalid(f"an instrument has a name, a title, a known jurisdiction and duties: {given}")


def _obligation(instrument: str, title: str, jurisdiction: Jurisdiction, given: object) -> Obligation:
    match given:
        case {"at": str(at), "en": str(en), "fr": str(fr), "criteria": [*criteria], **others} if (
            at and en and fr and criteria and not others and all(number in CRITERIA for number in criteria)
        ):
            return Obligation(
                instrument=instrument,
                title=title,
                jurisdiction=jurisdiction,
                at=at,
                duty=Label(en=en, fr=fr),
                criteria=tuple(criteria),
            )
        case _:
            raise CrosswalkInvalid(f"a duty has its place, a text in both languages and criteria from 1 to 20: {given}")


SHIPPED = ("obligations_v1.yaml", "obligations_v2.yaml", "obligations_v3.yaml")
CROSSWALKS: Mapping[int, Crosswalk] = versions(read_crosswalk, SHIPPED, __package__)
BY_PLACE: Mapping[tuple[int, str, str], Obligation] = {
    (crosswalk.version, each.instrument, each.at): each
    for crosswalk in CROSSWALKS.values()
    for each in crosswalk.obligations
}
LATEST_CROSSWALK = CROSSWALKS[max(CROSSWALKS)]
