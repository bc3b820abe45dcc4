"""The examples for a cluster's own admission: fields that Kubernetes has, and the same kinds that Fairway knows."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from gateway.gates.clusters import SECONDS
from gateway.gates.reviews import BRINGS, VERSION
from gateway.gates.workloads import WORKLOADS
from tests.architecture.tree import ROOT, files, named

EXAMPLES = files("examples/pipelines/admission/*.yaml")
FOLDER = ROOT / "examples/pipelines/admission"
RULE = {"apiGroups", "apiVersions", "operations", "resources", "scope"}
WEBHOOK = {
    *("name", "admissionReviewVersions", "clientConfig", "rules", "namespaceSelector", "objectSelector"),
    *("matchConditions", "matchPolicy", "failurePolicy", "sideEffects", "timeoutSeconds"),
}
POLICY = {"failurePolicy", "paramKind", "matchConstraints", "matchConditions", "variables", "validations"}
BINDING = {"policyName", "paramRef", "validationActions", "matchResources"}
Made = Mapping[str, Any]


def objects(file: Path) -> Iterator[Made]:
    yield from yaml.safe_load_all(file.read_text("utf-8"))


def the(kind: str, file: str) -> Made:
    (found,) = (each for each in objects(FOLDER / file) if each["kind"] == kind)
    return found


WEBHOOKS: list[Made] = the("ValidatingWebhookConfiguration", "webhook.yaml")["webhooks"]
RULED = [
    WEBHOOKS[0]["rules"],
    the("ValidatingAdmissionPolicy", "policy.yaml")["spec"]["matchConstraints"]["resourceRules"],
]


@pytest.mark.parametrize("example", EXAMPLES, ids=named)
def test_each_object_says_what_it_is(example: Path) -> None:
    for each in objects(example):
        assert {"apiVersion", "kind", "metadata"} <= set(each)
        assert each["metadata"]["name"]


@pytest.mark.req("X16")
def test_the_webhook_lets_nothing_in_without_an_answer() -> None:
    (hook,) = WEBHOOKS
    assert set(hook) == WEBHOOK
    assert (hook["failurePolicy"], hook["sideEffects"], hook["matchPolicy"]) == ("Fail", "None", "Equivalent")
    assert hook["admissionReviewVersions"] == [VERSION.rpartition("/")[2]]
    assert SECONDS < hook["timeoutSeconds"] <= 30
    assert hook["name"].count(".") >= 2


def test_nobody_is_asked_less_by_the_labels_of_their_own_objects() -> None:
    (hook,) = WEBHOOKS
    (selected,) = hook["namespaceSelector"]["matchExpressions"]
    assert (selected["key"], selected["operator"]) == ("kubernetes.io/metadata.name", "In")
    assert hook["objectSelector"] == {}


@pytest.mark.parametrize("rules", RULED, ids=("webhook", "policy"))
def test_every_kind_that_makes_pods_is_asked_about_as_it_comes_and_as_it_changes(rules: list[Made]) -> None:
    asked = {(group, name) for rule in rules for group in rule["apiGroups"] for name in rule["resources"]}
    assert asked == {(group, f"{kind.lower()}s") for group, kind in WORKLOADS} | {("", "pods/ephemeralcontainers")}
    for rule in rules:
        assert set(rule) <= RULE
        assert set(rule["operations"]) == BRINGS


def test_the_webhook_asks_the_forwarder_where_it_listens_and_believes_its_certificate() -> None:
    service, certificate = the("Service", "forwarder.yaml"), the("Certificate", "forwarder.yaml")
    called = WEBHOOKS[0]["clientConfig"]["service"]
    assert (called["namespace"], called["name"]) == (service["metadata"]["namespace"], service["metadata"]["name"])
    assert called["port"] == service["spec"]["ports"][0]["port"]
    assert f"{called['name']}.{called['namespace']}.svc" in certificate["spec"]["dnsNames"]
    assert f"location = {called['path']} {{" in the("ConfigMap", "forwarder.yaml")["data"]["nginx.conf"]


def test_the_forwarder_proves_who_fairway_is_and_is_not_asked_about_itself() -> None:
    conf = the("ConfigMap", "forwarder.yaml")["data"]["nginx.conf"]
    for line in ("proxy_ssl_verify on;", "proxy_ssl_server_name on;", "/adoption/admission;"):
        assert line in conf
    (selected,) = WEBHOOKS[0]["namespaceSelector"]["matchExpressions"]
    assert the("Deployment", "forwarder.yaml")["metadata"]["namespace"] not in selected["values"]


def test_the_policy_refuses_where_nobody_said_what_the_release_is() -> None:
    policy, binding = (the(f"ValidatingAdmissionPolicy{more}", "policy.yaml") for more in ("", "Binding"))
    assert set(policy["spec"]) == POLICY
    assert set(binding["spec"]) == BINDING
    assert policy["spec"]["failurePolicy"] == "Fail"
    assert binding["spec"]["paramRef"]["parameterNotFoundAction"] == "Deny"
    assert binding["spec"]["policyName"] == policy["metadata"]["name"]
    assert policy["spec"]["matchConditions"] == WEBHOOKS[0]["matchConditions"]
