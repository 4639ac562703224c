"""What stands under deploy/: read by what will read it where that is here, and held to the server that it deploys."""

from __future__ import annotations

import inspect
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from ventanilla import metrics
from ventanilla.server import environment

DEPLOY = Path(__file__).parents[2] / "deploy"
PATH = f"{os.environ['PATH']}:/usr/sbin"
# What Prometheus adds to a metric's name, and what is its own.
SUFFIXES = re.compile(r"_(total|bucket|count|sum)$")
OF_CONTAINERS = {"POSTGRES_PASSWORD", "POSTGRES_USER", "POSTGRES_DB", "PYTHONUNBUFFERED", "VENTANILLA_SKIP_FRONTEND"}


def texts() -> dict[str, str]:
    return {path.relative_to(DEPLOY).as_posix(): path.read_text() for path in DEPLOY.rglob("*") if path.is_file()}


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((DEPLOY / "alerts.yaml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DEPLOY / "grafana" / "ventanilla.json").read_text())["panels"]
    return found


def test_every_metric_that_is_asked_for_is_one() -> None:
    asked = " ".join([rule["expr"] for rule in rules()] + [t["expr"] for panel in panels() for t in panel["targets"]])
    names = {SUFFIXES.sub("", name) for name in re.findall(r"ventanilla_\w+", asked)}
    known = set(re.findall(r'"(ventanilla_\w+)"', inspect.getsource(metrics)))
    assert len(names) > 10
    assert names - known == set()


def test_every_panel_has_a_place_of_its_own() -> None:
    places = [(panel["gridPos"]["x"], panel["gridPos"]["y"]) for panel in panels()]
    assert len(set(places)) == len(places) == len({panel["id"] for panel in panels()})


def test_every_alert_says_what_it_is_and_whom_it_wakes() -> None:
    assert [rule["alert"] for rule in rules() if not rule["annotations"]["summary"]] == []
    assert {rule["labels"]["severity"] for rule in rules()} == {"page", "ticket"}


def test_every_variable_is_one_that_the_server_reads() -> None:
    read = set(re.findall(r'"([A-Z][A-Z0-9_]+)"', inspect.getsource(environment)))
    named = {
        name: where
        for where, text in texts().items()
        for name in re.findall(r"\b(?:VENTANILLA_[A-Z0-9_]+|DATABASE_URL|SECRET_KEY|REDIS_URL|EMAIL_URL)\b", text)
    }
    prefixes = ("VENTANILLA_S3_", "VENTANILLA_OIDC_")
    unknown = {n: w for n, w in named.items() if n not in read | OF_CONTAINERS and not n.startswith(prefixes)}
    assert len(named) > 5
    assert unknown == {}


def test_the_page_tells_of_every_variable() -> None:
    page = (DEPLOY.parent / "docs" / "install-server.md").read_text()
    read = {name for name in re.findall(r'"([A-Z][A-Z0-9_]+)"', inspect.getsource(environment)) if name.count("_")}
    read -= {"CLIENT_ID", "CLIENT_SECRET"}
    for_tests = {"VENTANILLA_PUSH_PRIVATE", "VENTANILLA_DEMO"}
    assert [name for name in sorted(read - for_tests) if f"`{name}`" not in page] == []


def test_compose_starts_what_it_waits_for() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    for service in services.values():
        assert set(service.get("depends_on", ())) <= services.keys()
        volumes = [volume.partition(":")[0] for volume in service.get("volumes", ())]
        assert {name for name in volumes if not name.startswith(".")} <= compose["volumes"].keys()
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text()))
    offered = set(re.findall(r"^(\w+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE))
    assert asked == offered


def test_the_image_is_of_files_that_are_here_and_runs_without_rights() -> None:
    lines = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ").splitlines()
    for line in lines:
        if line.startswith("COPY ") and "--from" not in line:
            for source in line.split()[1:-1]:
                assert (DEPLOY.parent / source).exists(), line
    last = lines[max(n for n, line in enumerate(lines) if line.startswith("FROM ")) :]
    assert "USER 10001" in last
    assert [line for line in last if "npm" in line or "node" in line] == []


def test_nginx_takes_its_file(tmp_path: Path) -> None:
    nginx = shutil.which("nginx", path=PATH)
    if nginx is None or shutil.which("openssl") is None:
        pytest.skip("no nginx on this machine")
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    make = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run([*make, "-keyout", key, "-out", certificate, "-subj", "/CN=x"], check=True, capture_output=True)
    ours = (DEPLOY / "nginx.conf").read_text().replace("/etc/ssl/ventanilla", str(tmp_path))
    conf = tmp_path / "nginx.conf"
    conf.write_text(f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {ours} }}")
    done = subprocess.run([nginx, "-t", "-c", conf, "-e", "stderr"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_caddy_takes_its_file() -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("no Caddy on this machine")
    command = [caddy, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "unit",
    ["ventanilla@.service", "ventanilla-migrate.service", "ventanilla-backup.service", "ventanilla-backup.timer"],
)
def test_systemd_takes_its_units(unit: str, tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("no systemd on this machine")
    for path in (DEPLOY / "systemd").iterdir():
        # The program is where this machine has one: everything else is looked at as it is.
        (tmp_path / path.name).write_text(re.sub(r"/opt/ventanilla/bin/ventanilla", "/bin/true", path.read_text()))
    done = subprocess.run([verify, "verify", tmp_path / unit], capture_output=True, text=True, check=False)
    assert [line for line in done.stderr.splitlines() if "ventanilla" in line] == []


def test_helm_renders_its_chart() -> None:
    helm = shutil.which("helm")
    if helm is None:
        pytest.skip("no helm on this machine")
    more = ["--set", "serviceMonitor.enabled=true", "--set-string", "env.VENTANILLA_RATE_LIMIT=5"]
    done = subprocess.run(
        [helm, "template", "v", DEPLOY / "helm" / "ventanilla", *more], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    kinds = {each["kind"]: each for each in yaml.safe_load_all(done.stdout) if each}
    assert kinds.keys() == {"Deployment", "Ingress", "Job", "PodDisruptionBudget", "Service", "ServiceMonitor"}
    [container] = kinds["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert {"name": "VENTANILLA_RATE_LIMIT", "value": "5"} in container["env"]
