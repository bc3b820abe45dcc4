"""What a cluster sends to a gate: objects of every kind that makes pods, in AdmissionReviews of Kubernetes."""

from collections.abc import Mapping
from typing import Any

UID = "705ab4f5-6393-11e8-b7cc-42010a800002"
Made = dict[str, Any]


def image(digest: str, name: str = "registry.example/claims/triage:2026.3") -> str:
    return f"{name}@sha256:{digest}"


def pod(*images: str, **parts: object) -> Made:
    return {"containers": [{"name": f"part-{at}", "image": each} for at, each in enumerate(images)], **parts}


def templated(spec: object) -> Made:
    return {"spec": {"replicas": 2, "template": {"metadata": {"labels": {"app": "triage"}}, "spec": spec}}}


def workload(kind: str, spec: object) -> Made:
    """As its author writes it."""
    match kind:
        case "Pod":
            return {"spec": spec}
        case "CronJob":
            return {"spec": {"schedule": "0 4 * * *", "jobTemplate": templated(spec)}}
        case _:
            return templated(spec)


GROUPS: Mapping[str, str] = {
    "Pod": "",
    "ReplicationController": "",
    "Deployment": "apps",
    "StatefulSet": "apps",
    "DaemonSet": "apps",
    "ReplicaSet": "apps",
    "Job": "batch",
    "CronJob": "batch",
}


def review(made: object, of: str = "Deployment", /, **more: object) -> Made:
    """Of an object that is made anew, unless `more` says otherwise."""
    request: Made = {
        "uid": UID,
        "kind": {"group": GROUPS.get(of, ""), "version": "v1", "kind": of},
        "resource": {"group": GROUPS.get(of, ""), "version": "v1", "resource": f"{of.lower()}s"},
        "name": "triage",
        "namespace": "claims",
        "operation": "CREATE",
        "userInfo": {"username": "ana", "groups": ["system:authenticated"]},
        "object": made,
        "oldObject": None,
        "dryRun": False,
        "options": {"kind": "CreateOptions", "apiVersion": "meta.k8s.io/v1"},
    }
    return {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {**request, **more}}
