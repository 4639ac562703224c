"""The Helm chart: read as it stands everywhere, and rendered where helm is. No cluster has run it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from ventanilla.conf import Conf
from ventanilla.ops.answer import PATHS
from ventanilla.server.serving import LET_FINISH_S

from .files import CHART, program, read, said_by
from .settings import variables

TEMPLATES = sorted((CHART / "templates").glob("*.yaml"))
SMALLEST = ("--set", "existingSecret=mine,files.ephemeral=true")
LARGEST = """
image: { repository: registry.example/ventanilla, tag: "0.2.0", pullSecrets: [mine] }
secrets: { DATABASE_URL: "postgresql://v:p@db/v", SECRET_KEY: "x'y\\"z: #{{ 1 }}", VENTANILLA_METRICS_TOKEN: "0123" }
env: { VENTANILLA_RATE_LIMIT: "5", DEFAULT_FROM_EMAIL: "Soporte <a@b.example>" }
files: { claim: { create: true, storageClass: nfs } }
podAnnotations: { kept: "true" }
nodeSelector: { kubernetes.io/arch: amd64 }
tolerations: [{ key: k, operator: Exists }]
ingress: { extraHosts: [{ host: ayuda.acme.example, tlsSecret: acme }] }
autoscaling: { enabled: true }
serviceMonitor: { enabled: true, labels: { release: prometheus } }
networkPolicy: { enabled: true }
"""
Objects = dict[str, dict[str, Any]]
"""By kind; of a kind that there are two of, the second is the migration's."""


def values() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text())
    return found


def rendered(*options: str | Path) -> Objects:
    said = said_by(program("helm"), "template", "prod", CHART, *options)
    objects: Objects = {}
    for each in yaml.safe_load_all(said):
        is_second = each["kind"] in objects
        objects[f"{each['kind']} of the migration" if is_second else each["kind"]] = each
    return objects


@pytest.fixture
def smallest() -> Objects:
    return rendered(*SMALLEST)


@pytest.fixture
def largest(tmp_path: Path) -> Objects:
    chosen = tmp_path / "values.yaml"
    chosen.write_text(LARGEST)
    return rendered("--values", chosen)


def pod(objects: Objects, kind: str = "Deployment") -> dict[str, Any]:
    found: dict[str, Any] = objects[kind]["spec"]["template"]
    return found


def container(objects: Objects, kind: str = "Deployment") -> dict[str, Any]:
    [only] = pod(objects, kind)["spec"]["containers"]
    return dict(only)


# --- as it stands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_yaml_around_its_actions(template: Path) -> None:
    text = re.sub(r"\{\{/\*.*?\*/\}\}", "", template.read_text(), flags=re.DOTALL)
    opened = len(re.findall(r"\{\{-?\s*(?:if|range|with|define)\b", text))
    assert opened == len(re.findall(r"\{\{-?\s*end\b", text))
    lines = [line for line in text.splitlines() if not re.fullmatch(r"\s*(\{\{.*\}\})+\s*", line)]
    skeleton = re.sub(r"\{\{.*?\}\}", "x", "\n".join(lines))
    objects = [each for each in yaml.safe_load_all(skeleton) if each]
    assert objects
    for each in objects:
        assert {"apiVersion", "kind", "metadata"} <= each.keys()


def test_templates_ask_for_values_that_there_are() -> None:
    asked = {
        name
        for path in (CHART / "templates").iterdir()
        for name in re.findall(r"\.Values\.(\w+(?:\.\w+)*)", path.read_text())
    }
    assert len(asked) > 25
    assert [name for name in sorted(asked) if not is_there(name.split("."))] == []


def is_there(way: list[str]) -> bool:
    place: Any = values()
    for at, part in enumerate(way):
        if way[:at] in (["env"], ["secrets"]):
            return part in variables()
        if not isinstance(place, dict) or part not in place:
            return False
        place = place[part]
    return True


def test_the_schema_knows_each_value_and_no_other() -> None:
    schema = json.loads((CHART / "values.schema.json").read_text())
    assert set(schema["properties"]) - {"global"} == set(values())
    for name, part in schema["properties"].items():
        if part.get("additionalProperties") is False:
            assert set(part["properties"]) == set(values()[name]), name


def test_its_version_is_the_packages() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    [version] = re.findall(r'^version = "(.+)"$', (CHART.parents[2] / "pyproject.toml").read_text(), re.MULTILINE)
    assert chart["appVersion"] == version


def test_a_pod_has_the_time_that_it_takes_to_leave() -> None:
    text = (CHART / "templates" / "deployment.yaml").read_text()
    [pause] = re.findall(r'preStop: \{ exec: \{ command: \["sleep", "(\d+)"\]', text)
    assert values()["terminationGracePeriodSeconds"] > int(pause) + LET_FINISH_S + 5


def test_the_proxy_takes_files_that_the_server_takes() -> None:
    size = values()["ingress"]["annotations"]["nginx.ingress.kubernetes.io/proxy-body-size"]
    assert int(size.removesuffix("m")) * 1024 * 1024 > Conf().adjunto_max_bytes + 64 * 1024


# --- rendered -------------------------------------------------------------------------------------------


def test_helm_has_nothing_against_it() -> None:
    assert "1 chart(s) linted, 0 chart(s) failed" in said_by(program("helm"), "lint", "--strict", CHART, *SMALLEST)


def test_the_least_that_one_can_ask_for(smallest: Objects) -> None:
    assert smallest.keys() == {"ConfigMap", "Deployment", "Ingress", "Job", "PodDisruptionBudget", "Service"}
    assert smallest["Deployment"]["spec"]["replicas"] == 2
    assert {"secretRef": {"name": "mine"}} in container(smallest)["envFrom"]
    assert container(smallest, "Job")["envFrom"] == [{"secretRef": {"name": "mine"}}]


def test_all_that_one_can_ask_for(largest: Objects) -> None:
    assert largest.keys() == {
        "ConfigMap", "Deployment", "HorizontalPodAutoscaler", "Ingress", "Job", "NetworkPolicy",
        "PersistentVolumeClaim", "PodDisruptionBudget", "Secret", "Secret of the migration", "Service",
        "ServiceMonitor",
    }  # fmt: skip
    assert "replicas" not in largest["Deployment"]["spec"]
    assert largest["ConfigMap"]["data"]["VENTANILLA_RATE_LIMIT"] == "5"
    assert largest["Secret"]["stringData"]["SECRET_KEY"] == "x'y\"z: #{{ 1 }}"
    assert largest["Secret"]["stringData"]["VENTANILLA_METRICS_TOKEN"] == "0123"
    assert {"name": "DEFAULT_FROM_EMAIL", "value": "Soporte <a@b.example>"} in container(largest, "Job")["env"]
    assert [rule["host"] for rule in largest["Ingress"]["spec"]["rules"]] == [
        "soporte.example", "*.soporte.example", "ayuda.acme.example",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ("files.ephemeral=true", "DATABASE_URL and SECRET_KEY"),
        ("existingSecret=mine", "files would go with their pod"),
        ("existingSecret=mine,files.ephemeral=true,replica=3", "replica"),
        ("existingSecret=mine,files.ephemeral=true,env.SECRET_KEY=x", "SECRET_KEY"),
        ("existingSecret=mine,files.ephemeral=true,workers=0", "workers"),
    ],
)
def test_what_would_not_work_is_not_rendered(options: str, why: str) -> None:
    assert why in said_by(program("helm"), "template", "prod", CHART, "--set", options, succeeds=False)


def test_what_selects_nodes_selects_them_and_no_migration(largest: Objects) -> None:
    node, migration = (pod(largest, kind)["metadata"]["labels"] for kind in ("Deployment", "Job"))
    for selector in (
        largest["Deployment"]["spec"]["selector"]["matchLabels"],
        largest["Service"]["spec"]["selector"],
        largest["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        largest["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ):
        assert selector.items() <= node.items()
        assert not selector.items() <= migration.items()
    monitored = largest["ServiceMonitor"]["spec"]["selector"]["matchLabels"]
    assert monitored.items() <= largest["Service"]["metadata"]["labels"].items()


def test_what_it_names_is_there(largest: Objects) -> None:
    name = largest["Deployment"]["metadata"]["name"]
    assert {next(iter(each.values()))["name"] for each in container(largest)["envFrom"]} == {
        largest["ConfigMap"]["metadata"]["name"],
        largest["Secret"]["metadata"]["name"],
    }
    assert largest["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == name
    volumes = {volume["name"]: volume for volume in pod(largest)["spec"]["volumes"]}
    assert {mount["name"] for mount in container(largest)["volumeMounts"]} == volumes.keys()
    claim = volumes["files"]["persistentVolumeClaim"]["claimName"]
    assert claim == largest["PersistentVolumeClaim"]["metadata"]["name"]
    for rule in largest["Ingress"]["spec"]["rules"]:
        [path] = rule["http"]["paths"]
        assert path["backend"]["service"]["name"] == largest["Service"]["metadata"]["name"]


def test_schemas_come_before_nodes_with_a_secret_that_is_there_by_then(largest: Objects) -> None:
    migration, secret = largest["Job"], largest["Secret of the migration"]
    weights = []
    for each in (secret, migration):
        notes = each["metadata"]["annotations"]
        assert notes["helm.sh/hook"] == "pre-install,pre-upgrade"
        weights.append(int(notes["helm.sh/hook-weight"]))
    assert weights == sorted(set(weights))
    assert container(largest, "Job")["envFrom"] == [{"secretRef": {"name": secret["metadata"]["name"]}}]
    assert "helm.sh/hook" not in largest["Secret"]["metadata"].get("annotations", {})


def test_it_is_asked_what_the_server_answers(smallest: Objects) -> None:
    node = container(smallest)
    assert [port["containerPort"] for port in node["ports"] if port["name"] == "http"] == [8000]
    assert node["args"][node["args"].index("--port") + 1] == "8000"
    probes = {name: node[f"{name}Probe"]["httpGet"]["path"] for name in ("startup", "liveness", "readiness")}
    # A database that is away must not have its nodes killed.
    assert probes == {"startup": "/healthz", "liveness": "/healthz", "readiness": "/readyz"}
    assert set(probes.values()) <= PATHS


@pytest.mark.parametrize("kind", ["Deployment", "Job"])
def test_it_runs_as_the_image_does_and_without_rights(kind: str, smallest: Objects) -> None:
    secured = pod(smallest, kind)["spec"]["securityContext"]
    assert f"USER {secured['runAsUser']}" in read("Dockerfile").splitlines()
    assert secured["runAsNonRoot"]
    assert container(smallest, kind)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert pod(smallest, kind)["spec"]["automountServiceAccountToken"] is False


def test_other_settings_are_other_pods(smallest: Objects) -> None:
    other = rendered(*SMALLEST, "--set-string", "env.VENTANILLA_RATE_LIMIT=5")
    marks = [pod(each)["metadata"]["annotations"]["checksum/config"] for each in (smallest, other)]
    assert len(set(marks)) == 2


def test_one_comes_before_one_goes(smallest: Objects) -> None:
    assert smallest["Deployment"]["spec"]["strategy"]["rollingUpdate"] == {"maxSurge": 1, "maxUnavailable": 0}
