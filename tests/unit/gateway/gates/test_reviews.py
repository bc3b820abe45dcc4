"""What of an object of a cluster is held against the release that was decided on: the images, by their digests."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from gateway.gates.passes import Pass
from gateway.gates.refusals import KindUnknown, WorkloadNotReadable
from gateway.gates.reviews import LONGEST_WARNING, MOST_SHOWN, images_in, review_in, reviewed
from gateway.links import Asker
from services.gates.contracts.proofs import Answered, GateCheck, Subject
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO, NOW
from tests.history import TENANT
from tests.unit.gateway.gates.cluster import GROUPS, UID, image, pod, review, workload

pytestmark = pytest.mark.req("X16")

MODEL, PROXY, OTHER = "a1" * 32, "e5" * 32, "f6" * 32
CHECK = GateCheck(
    tenant=TENANT,
    engagement=ENGAGEMENT,
    stage=Stage.ADOPTION,
    decision=UUID(int=7),
    frameworks=(),
    release=UUID(int=8),
    allowed=True,
    reasons=(),
    position=41,
    issued_at=NOW,
    expires_at=NOW + timedelta(minutes=15),
)
DENIES: dict[str, Any] = {
    "allowed": False,
    "reasons": ("OUTDATED: the load test is from another time", "NOT_MET: fairway/x"),
}


def answer(body: object, *, owed: tuple[str, ...] = (), days: int = 90, **said: Any) -> dict[str, Any]:  # noqa: ANN401
    """Of a gate whose release has one part, for a cluster whose proxy may run beside it."""
    check = replace(CHECK, **said)
    subjects = (Subject(name="model", sha256=MODEL),)
    found = Answered(check=check, outcome="PASS", reasons=(), subjects=subjects, owed=owed, attestation='{"a": 1}')
    given = review_in(json.dumps(body).encode())
    shown = reviewed(given, images_in(given) or (), found, holder(NOW + timedelta(days=days)), NOW)
    assert (shown["apiVersion"], shown["kind"]) == ("admission.k8s.io/v1", "AdmissionReview")
    told: Any = shown["response"]
    assert told["uid"] == UID
    return dict(told)


def holder(until: datetime) -> Pass:
    by = Asker(tenant=TENANT, person=BO, home=None, engagement_id=ENGAGEMENT)
    return Pass(by=by, stage=Stage.ADOPTION, beside=frozenset({PROXY}), until=until)


def images_of(body: object) -> list[tuple[str, str]] | None:
    found = images_in(review_in(json.dumps(body).encode()))
    return None if found is None else [(each.within, each.reference) for each in found]


@pytest.mark.parametrize("kind", GROUPS)
def test_every_kind_that_makes_pods_is_held_to_the_images_of_its_pods(kind: str) -> None:
    assert answer(review(workload(kind, pod(image(MODEL))), kind))["allowed"] is True
    refused = answer(review(workload(kind, pod(image(OTHER))), kind))
    assert (refused["allowed"], refused["status"]["code"]) == (False, 403)
    assert refused["status"]["message"].startswith("IMAGE_NOT_OF_RELEASE: The image of container part-0, sha256:f6f6")


def test_no_image_hides_in_a_container_of_another_sort_or_in_a_volume() -> None:
    spec = {
        "initContainers": [{"name": "first", "image": "one"}],
        "containers": [{"name": "main", "image": "two"}],
        "ephemeralContainers": [{"name": "look", "image": "three"}],
        "volumes": [{"name": "cache", "emptyDir": {}}, {"name": "weights", "image": {"reference": "four"}}],
    }
    assert images_of(review(workload("Pod", spec), "Pod")) == [
        ("container first", "one"),
        ("container main", "two"),
        ("container look", "three"),
        ("volume weights", "four"),
    ]


@pytest.mark.parametrize(
    "reference",
    [
        "registry.example/triage",
        "registry.example/triage:2026.3",
        f"registry.example/triage@sha256:{MODEL.upper()}",
        f"registry.example/triage@sha512:{MODEL}",
        f"registry.example/triage@sha256:{MODEL}@sha256:{MODEL}",
        f"registry.example/triage@sha256:{MODEL}\n",
        f"registry.example/triage:sha256-{MODEL}",
        f"@sha256:{MODEL}",
        "",
    ],
)
def test_an_image_that_may_be_another_one_tomorrow_is_refused(reference: str) -> None:
    message = answer(review(workload("Deployment", pod(image(MODEL), reference))))["status"]["message"]
    assert message.startswith("IMAGE_WITHOUT_DIGEST: The image of container part-1 is told as ")


def test_what_an_author_writes_elsewhere_counts_for_nothing() -> None:
    made = workload("Deployment", pod(image(OTHER)))
    made["metadata"] = {"annotations": {"release.fairway/model": f"sha256:{MODEL}"}, "labels": {"image": image(MODEL)}}
    assert answer(review(made))["allowed"] is False


def test_beside_the_release_runs_only_what_the_pass_names_and_never_alone() -> None:
    assert answer(review(workload("Deployment", pod(image(MODEL), image(PROXY)))))["allowed"] is True
    for images in ((image(PROXY),), ()):
        alone = answer(review(workload("Deployment", pod(*images))))
        assert alone["status"]["message"].startswith("NO_IMAGE_OF_RELEASE: ")


def test_all_that_is_wrong_is_told_at_once() -> None:
    wrong = pod(image(OTHER), "tag", image(MODEL))
    message = answer(review(workload("Deployment", wrong)), **DENIES)["status"]["message"]
    for code in (
        "GATE_DENIES: The gate does not let it pass: OUTDATED",
        "IMAGE_NOT_OF_RELEASE",
        "IMAGE_WITHOUT_DIGEST",
    ):
        assert code in message


def test_a_message_has_an_end_and_no_marks_of_a_terminal() -> None:
    many = answer(review(workload("Deployment", pod(*("\x1b[2J" + "x" * 5_000,) * 99))))["status"]["message"]
    assert many.count("IMAGE_WITHOUT_DIGEST") == MOST_SHOWN
    assert many.endswith("And there is more.")
    assert len(many) < 8_000
    assert "\x1b" not in many


def test_the_audit_log_of_the_cluster_keeps_what_was_answered_and_its_signature() -> None:
    made = review(workload("Deployment", pod(image(MODEL))))
    expected = {
        "gate": f"{ENGAGEMENT}/adoption",
        "decision": str(UUID(int=7)),
        "release": str(UUID(int=8)),
        "position": "41",
        "attestation": '{"a":1}',
    }
    assert answer(made)["auditAnnotations"] == expected
    undecided = answer(made, decision=None, release=None, **DENIES)["auditAnnotations"]
    assert set(expected) - set(undecided) == {"decision", "release"}


def test_whoever_deploys_is_warned_of_conditions_and_of_a_pass_that_runs_out() -> None:
    made = review(workload("Deployment", pod(image(MODEL))))
    assert answer(made)["warnings"] == []
    owed, ends = answer(made, owed=("x" * 400,), days=13)["warnings"]
    assert owed.startswith("Fairway: let in on a condition: xx")
    assert len(owed) == LONGEST_WARNING
    assert ends.startswith(f"Fairway: the pass of this cluster runs out on {(NOW + timedelta(days=13)).date()}")


RUNS = workload("Deployment", pod(image(MODEL)))


@pytest.mark.parametrize(
    "more",
    [
        {"operation": "DELETE", "object": None, "oldObject": RUNS},
        {"operation": "CONNECT", "object": {"command": ["sh"]}, "kind": {"kind": "PodExecOptions"}},
        {"operation": "UPDATE", "subResource": "status", "oldObject": RUNS},
        {"operation": "UPDATE", "subResource": "scale", "kind": {"group": "autoscaling", "kind": "Scale"}},
        {"operation": "CREATE", "subResource": "binding", "kind": {"kind": "Binding"}},
        {"operation": "UPDATE", "oldObject": RUNS},
        {"operation": "UPDATE", "oldObject": {**RUNS, "spec": {**RUNS["spec"], "replicas": 9}}},
    ],
)
def test_what_brings_nothing_new_asks_no_gate(more: Mapping[str, object]) -> None:
    assert images_of(review(RUNS, **more)) is None


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("Deployment", {"oldObject": workload("Deployment", pod(image(OTHER)))}),
        ("Deployment", {"oldObject": workload("Deployment", pod(image(MODEL), serviceAccountName="root"))}),
        ("Pod", {"oldObject": workload("Pod", pod(image(OTHER)))}),
        ("Pod", {"oldObject": workload("Pod", pod()), "subResource": "ephemeralcontainers"}),
    ],
)
def test_a_change_of_what_runs_asks_the_gate_anew(kind: str, more: Mapping[str, object]) -> None:
    made = workload(kind, pod(image(MODEL)))
    assert images_of(review(made, kind, operation="UPDATE", **more)) == [("container part-0", image(MODEL))]


def test_a_trial_run_is_answered_like_any_other() -> None:
    made = workload("Deployment", pod(image(OTHER)))
    assert answer(review(made, dryRun=True)) == answer(review(made))


@pytest.mark.parametrize(
    ("kind", "group"), [("ConfigMap", ""), ("Deployment", ""), ("Pod", "apps"), ("Rollout", "argoproj.io"), ("x", "y")]
)
def test_kinds_that_make_no_pods_known_here_are_refused_by_name(kind: str, group: str) -> None:
    with pytest.raises(KindUnknown, match=kind):
        images_of(review(RUNS, kind={"group": group, "version": "v1", "kind": kind}))


@pytest.mark.parametrize(
    "made",
    [
        None,
        [],
        "Deployment",
        {},
        {"spec": None},
        {"spec": {"template": []}},
        workload("Deployment", {"containers": "all"}),
        workload("Deployment", {"containers": ["main"]}),
        workload("Deployment", {"containers": [{"name": 7, "image": image(MODEL)}]}),
        workload("Deployment", {"containers": [{"name": "main", "image": ["x"]}]}),
        workload("Deployment", {"volumes": [{"name": "weights", "image": {"reference": 7}}]}),
    ],
)
def test_what_cannot_be_read_is_not_let_in(made: object) -> None:
    with pytest.raises(WorkloadNotReadable):
        images_of(review(made))


def test_a_volume_whose_image_is_not_told_is_not_let_in() -> None:
    made = workload("Deployment", pod(image(MODEL), volumes=[{"name": "weights", "image": {}}]))
    assert "IMAGE_WITHOUT_DIGEST: The image of volume weights" in answer(review(made))["status"]["message"]
