"""What an object of a cluster would run: the images of the pods that it makes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from shared.kernel.record import record

Kind: TypeAlias = tuple[str, str]
"""An API group, which is empty for the first one, and a kind in it, whatever its version."""

TEMPLATE: Final = ("spec", "template", "spec")
POD: Final[Kind] = ("", "Pod")
WORKLOADS: Final[Mapping[Kind, tuple[str, ...]]] = {
    POD: ("spec",),
    ("", "ReplicationController"): TEMPLATE,
    ("apps", "Deployment"): TEMPLATE,
    ("apps", "StatefulSet"): TEMPLATE,
    ("apps", "DaemonSet"): TEMPLATE,
    ("apps", "ReplicaSet"): TEMPLATE,
    ("batch", "Job"): TEMPLATE,
    ("batch", "CronJob"): ("spec", "jobTemplate", *TEMPLATE),
}
"""Where the pod is described."""
CONTAINERS: Final = ("initContainers", "containers", "ephemeralContainers")
BY_DIGEST = re.compile(r"[^@]+@sha256:([0-9a-f]{64})")


class NotReadable(ValueError):
    """This is no description of a pod."""


@record
class Image:
    """`within` names the container that runs it, or the volume that it is mounted as."""

    within: str
    reference: str

    @property
    def digest(self) -> str | None:
        """SHA-256 in hex. Whatever else a reference says may lead to another image tomorrow."""
        found = BY_DIGEST.fullmatch(self.reference)
        return found[1] if found else None


def pod_of(kind: Kind, described: object) -> Mapping[str, Any]:
    """Raises NotReadable."""
    for step in WORKLOADS[kind]:
        described = described.get(step) if isinstance(described, Mapping) else None
    if not isinstance(described, Mapping):
        raise NotReadable
    return described


def images_of(pod: Mapping[str, Any]) -> tuple[Image, ...]:
    """Of all containers, also those that come first or are added to look inside, and of volumes. Raises NotReadable."""
    return tuple(found(pod))


def found(pod: Mapping[str, Any]) -> Iterator[Image]:
    for part in CONTAINERS:
        for each in several(pod, part):
            yield Image(within=f"container {name_of(each)}", reference=text(each.get("image", "")))
    for each in several(pod, "volumes"):
        if each.get("image") is not None:
            mounted = each["image"] if isinstance(each["image"], Mapping) else {}
            yield Image(within=f"volume {name_of(each)}", reference=text(mounted.get("reference", "")))


def several(pod: Mapping[str, Any], part: str) -> list[Mapping[str, Any]]:
    listed = pod.get(part) or []
    if not isinstance(listed, list) or not all(isinstance(each, Mapping) for each in listed):
        raise NotReadable
    return listed


def name_of(described: Mapping[str, Any]) -> str:
    return text(described.get("name", ""))


def text(given: object) -> str:
    if not isinstance(given, str):
        raise NotReadable
    return given
