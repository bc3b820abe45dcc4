"""What is sent instead of a review of a cluster is refused, so that the cluster keeps nothing."""

import json

import pytest

from gateway.body import BodyNotJson, BodyTooDeep, BodyTooManyValues
from gateway.gates.refusals import NotAnAdmissionReview
from gateway.gates.reviews import review_in
from tests.unit.gateway.gates.cluster import review

pytestmark = pytest.mark.req("X16")


MADE: dict[str, object] = {"spec": {"template": {"spec": {"containers": []}}}}


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        7,
        {**review(MADE), "apiVersion": "admission.k8s.io/v1beta1"},
        {**review(MADE), "kind": "Pod"},
        {**review(MADE), "request": None},
        review(MADE, uid=""),
        review(MADE, uid=7),
        review(MADE, operation="MERGE"),
        review(MADE, operation=None),
        review(MADE, kind="Deployment"),
        review(MADE, kind={"group": "apps"}),
    ],
)
def test_what_is_no_review_is_refused_whole(body: object) -> None:
    with pytest.raises(NotAnAdmissionReview):
        review_in(json.dumps(body).encode())


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"", BodyNotJson),
        (b"{", BodyNotJson),
        (b"\xff\xfe{}", BodyNotJson),
        (b'{"request":' * 99 + b"1" + b"}" * 99, BodyTooDeep),
        (b"[" + b"1," * 100_001 + b"1]", BodyTooManyValues),
    ],
)
def test_what_is_no_fit_json_is_refused_before_it_is_looked_at(body: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        review_in(body)
