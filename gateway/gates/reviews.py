"""An AdmissionReview as Kubernetes sends it before it keeps an object, and the answer that it takes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from gateway.body import json_value
from gateway.gates.passes import SOON, Pass
from gateway.gates.refusals import (
    ImageNotOfRelease,
    ImageWithoutDigest,
    KindUnknown,
    NoImageOfRelease,
    NotAnAdmissionReview,
    WorkloadNotReadable,
)
from gateway.gates.workloads import WORKLOADS, Image, Kind, NotReadable, images_of, pod_of
from gateway.masking import Expected
from services.gates.contracts.proofs import Answered, GateDenies
from shared.kernel.record import record

VERSION: Final = "admission.k8s.io/v1"
KIND: Final = "AdmissionReview"
MOST_VALUES: Final = 100_000
"""An object lists who manages each of its fields, and comes with what it was before."""
BRINGS: Final = frozenset({"CREATE", "UPDATE"})
TAKES: Final = frozenset({"DELETE", "CONNECT"})
OF_WHAT_RUNS: Final = frozenset({"status", "scale", "binding", "eviction", "resize"})
"""Parts of an object that hold no image."""
MOST_SHOWN, LONGEST_SHOWN, LONGEST_WARNING = 20, 200, 256
"""Of problems, of what somebody else wrote into one of them, and of a warning as Kubernetes passes it on."""


@record
class Review:
    """What is to be kept, and `old`: what it was; None where there was nothing."""

    uid: str
    operation: str
    kind: Kind
    part: str
    new: object
    old: object


def review_in(body: bytes) -> Review:
    match json_value(body, MOST_VALUES):
        case {"apiVersion": version, "kind": kind, "request": {"uid": str(uid), "operation": str(operation)} as said}:
            if (version, kind) != (VERSION, KIND) or not uid or operation not in BRINGS | TAKES:
                raise NotAnAdmissionReview
            return Review(
                uid=uid,
                operation=operation,
                kind=kind_in(said.get("kind")),
                part=str(said.get("subResource") or ""),
                new=said.get("object"),
                old=said.get("oldObject"),
            )
        case _:
            raise NotAnAdmissionReview


def kind_in(said: object) -> Kind:
    match said:
        case {"kind": str(kind), **more}:
            return str(more.get("group") or ""), kind
        case _:
            raise NotAnAdmissionReview


def images_in(review: Review) -> tuple[Image, ...] | None:
    """What it would run; None: nothing but what runs already, so that no gate need be asked.

    Raises KindUnknown or WorkloadNotReadable.
    """
    if review.operation in TAKES or review.part in OF_WHAT_RUNS:
        return None
    if review.kind not in WORKLOADS:
        raise KindUnknown(kind="/".join(filter(None, map(shown, review.kind))))
    try:
        pod = pod_of(review.kind, review.new)
        return None if review.operation == "UPDATE" and pod == pod_of(review.kind, review.old) else images_of(pod)
    except NotReadable:
        raise WorkloadNotReadable from None


def problems(images: Sequence[Image], found: Answered, beside: frozenset[str]) -> Iterator[str]:
    """Why it is not to be kept, each with its code."""
    if not found.check.allowed:
        denied = GateDenies(reasons="; ".join(found.check.reasons))
        yield f"{denied.code}: {denied}"
    pinned = {each.sha256 for each in found.subjects}
    for each in images:
        if each.digest is None:
            yield told(ImageWithoutDigest(within=shown(each.within), image=shown(each.reference)))
        elif each.digest not in pinned | beside:
            yield told(ImageNotOfRelease(within=shown(each.within), digest=each.digest))
    if pinned.isdisjoint(each.digest for each in images):
        yield told(NoImageOfRelease())


def reviewed(review: Review, images: Sequence[Image], found: Answered, by: Pass, now: datetime) -> dict[str, object]:
    against = tuple(islice(problems(images, found, by.beside), MOST_SHOWN + 1))
    if against:
        return denied(review, against, annotations(found))
    return answer(review, allowed=True, auditAnnotations=annotations(found), warnings=list(warnings(found, by, now)))


def denied(review: Review, against: Sequence[str], said: Mapping[str, str]) -> dict[str, object]:
    more = ["And there is more."] if len(against) > MOST_SHOWN else []
    message = " ".join((*against[:MOST_SHOWN], *more))
    status = {"status": "Failure", "code": 403, "reason": "Forbidden", "message": message}
    return answer(review, allowed=False, status=status, auditAnnotations=said)


def answer(review: Review, *, allowed: bool, **more: Any) -> dict[str, object]:  # noqa: ANN401 - the fields of the answer
    return {"apiVersion": VERSION, "kind": KIND, "response": {"uid": review.uid, "allowed": allowed, **more}}


def annotations(found: Answered) -> dict[str, str]:
    """For the cluster's audit log: which gate was asked, what it stood on, and the answer with its signature."""
    check = found.check
    told = {
        "gate": f"{check.engagement}/{check.stage}",
        "decision": str(check.decision or ""),
        "release": str(check.release or ""),
        "position": str(check.position),
        "attestation": json.dumps(json.loads(found.attestation), separators=(",", ":")),
    }
    return {name: each for name, each in told.items() if each}


def warnings(found: Answered, by: Pass, now: datetime) -> Iterator[str]:
    """What whoever deploys had better know: Kubernetes shows it to them."""
    for each in found.owed:
        yield shortened(f"Fairway: let in on a condition: {each}", LONGEST_WARNING)
    if by.until - now < SOON:
        yield f"Fairway: the pass of this cluster runs out on {by.until.date()}, and nothing is let in without one"


def told(problem: Expected) -> str:
    return f"{problem.code}: {problem}"


def shown(given: str) -> str:
    """What somebody else wrote, fit for a terminal."""
    return "".join(each if each.isprintable() else "?" for each in shortened(given, LONGEST_SHOWN))


def shortened(given: str, most: int) -> str:
    return given if len(given) <= most else f"{given[: most - 1]}…"
