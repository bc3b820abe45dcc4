"""What is said of a file beside its bytes: in the query, in the words of the mutations."""

from datetime import date
from uuid import UUID

from starlette.requests import Request

from gateway.evidence.desk import Wanted
from gateway.schema.ids import named
from services.gates.contracts.evidence import Artefact, Claimed
from shared.events.evidence import EvidenceValue
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed
from shared.web.artefacts import Stored

LONGEST_LENGTH = 15
LONGEST_KEY = 255
OF_ANY_FILE = frozenset({"source", "validFrom", "validUntil", "format", "digest", "releaseId", "value"})
OF_A_FIRST_ONE = frozenset({"engagement", "criterion", "kind", "title"})
OF_A_REVISION = frozenset({"reason"})


@record
class Described:
    """`values` are told by hand: all of them or, where there is a `format`, those that its files never tell."""

    source: str
    format: str | None
    values: tuple[EvidenceValue, ...]
    release_id: UUID | None
    valid_from: date
    valid_until: date
    claimed: Claimed
    key: str | None

    def artefact(self, stored: Stored, values: tuple[EvidenceValue, ...]) -> Artefact:
        return Artefact(
            digest=stored.digest,
            size=stored.size,
            media_type=self.claimed.media_type,
            source=self.source,
            format=self.format,
            values=values,
            release_id=self.release_id,
            valid_from=self.valid_from,
            valid_until=self.valid_until,
        )


@record
class Submission:
    about: Wanted
    title: str
    described: Described


@record
class Revision:
    reason: str
    described: Described


def submission(request: Request) -> Submission:
    """Raises NotWellFormed, with the parameter to blame."""
    _none_but(request, OF_ANY_FILE | OF_A_FIRST_ONE)
    engagement_id = named("Engagement", "engagement", _text(request, "engagement"))
    criterion, kind, title = (_text(request, name) for name in ("criterion", "kind", "title"))
    about = Wanted(engagement_id=engagement_id, criterion=criterion, kind=kind)
    return Submission(about=about, title=title, described=_described(request))


def revision(request: Request) -> Revision:
    """Likewise. What is revised says by itself what it backs."""
    _none_but(request, OF_ANY_FILE | OF_A_REVISION)
    return Revision(reason=_text(request, "reason"), described=_described(request))


def _none_but(request: Request, known: frozenset[str]) -> None:
    given = request.query_params
    for name in given:
        if name not in known or (name != "value" and len(given.getlist(name)) > 1):
            raise _wrong(name[:60], f"{name[:60]} is no parameter of evidence, or comes twice")


def _described(request: Request) -> Described:
    given = request.query_params
    release, values = given.get("releaseId"), _values(given.getlist("value"))
    return Described(
        source=_text(request, "source"),
        format=given.get("format"),
        values=values,
        release_id=None if release is None else named("Release", "releaseId", release),
        valid_from=_day(request, "validFrom"),
        valid_until=_day(request, "validUntil"),
        claimed=_claimed(request),
        key=_key(request),
    )


def _claimed(request: Request) -> Claimed:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    length = request.headers.get("content-length", "")
    announced = length.isdecimal() and len(length) <= LONGEST_LENGTH
    return Claimed(
        media_type=media_type, digest=request.query_params.get("digest"), size=int(length) if announced else None
    )


def _key(request: Request) -> str | None:
    key = request.headers.get("idempotency-key")
    if key is not None and not 0 < len(key) <= LONGEST_KEY:
        raise _wrong("idempotencyKey", f"a key has 1 to {LONGEST_KEY} characters")
    return key


def _text(request: Request, name: str) -> str:
    value = request.query_params.get(name)
    if value is None:
        raise _wrong(name, f"{name} is missing")
    return value


def _day(request: Request, name: str) -> date:
    try:
        return date.fromisoformat(_text(request, name))
    except ValueError:
        raise _wrong(name, f"{name} is a day, as 2026-03-31") from None


def _values(told: list[str]) -> tuple[EvidenceValue, ...]:
    pairs = [each.partition("=") for each in told]
    return tuple(EvidenceValue(name=name, value=value) for name, _, value in pairs)


def _wrong(name: str, problem: str) -> NotWellFormed:
    return NotWellFormed(where=("input", name), problem=problem)
