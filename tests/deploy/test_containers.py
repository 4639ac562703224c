"""The image and the compose file. No engine runs them here: they are read, and held to what is in the repository."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import Any

import pytest

from ventanilla.ops.answer import PATHS
from ventanilla.server.serving import LET_FINISH_S

from .files import DEPLOY, ROOT, parsed, program, read, said_by

PINNED = re.compile(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z0-9-]+)?")
"""With its minor version at least: what is built tomorrow is what was built today."""


def steps() -> list[str]:
    """The Dockerfile's instructions, each in one line."""
    lines = [line for line in read("Dockerfile").splitlines() if not line.startswith("#")]
    return [line for line in "\n".join(lines).replace("\\\n", " ").splitlines() if line]


def last_stage() -> list[str]:
    return steps()[max(n for n, line in enumerate(steps()) if line.startswith("FROM ")) :]


def is_left_out(name: str) -> bool:
    """By the .dockerignore beside it; the last line that matches decides."""
    left_out = False
    for line in read("Dockerfile.dockerignore").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        ways = [name, *(parent.as_posix() for parent in PurePosixPath(name).parents)]
        ways = ways if not line.startswith("**/") else [part for way in ways for part in (way, way.rpartition("/")[2])]
        if line and not line.startswith("#") and any(fnmatch(way, pattern) for way in ways if way != "."):
            left_out = not line.startswith("!")
    return left_out


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = parsed("compose.yaml")["services"]
    return found


def seconds(text: str) -> int:
    return int(text.removesuffix("s"))


# --- the image ------------------------------------------------------------------------------------------


def test_what_it_copies_is_in_the_repository_and_gets_to_the_builder() -> None:
    copied = [source for line in steps() if re.match(r"COPY (?!--from)", line) for source in line.split()[1:-1]]
    assert len(copied) > 5
    for source in copied:
        assert (ROOT / source).exists(), source
        assert not is_left_out(source.rstrip("/")), source


@pytest.mark.parametrize(
    "name",
    [
        ".git/config",
        ".venv/bin/python",
        ".ventanilla/secret_key",
        "deploy/.env",
        "tests/conftest.py",
        "web/node_modules/vite/package.json",
        "web/hosts/node_modules/react/package.json",
        "src/ventanilla/__pycache__/conf.pyc",
        "src/ventanilla/static/ventanilla/console/index.html",
    ],
)
def test_what_was_made_here_does_not_get_into_it(name: str) -> None:
    assert is_left_out(name)


def test_what_the_package_is_made_of_does() -> None:
    for name in ("src/ventanilla/conf.py", "src/ventanilla/static/ventanilla/mark.svg", "web/console/src/main.tsx"):
        assert (ROOT / name).exists(), name
        assert not is_left_out(name), name


def test_every_package_in_it_is_checked_by_its_hash() -> None:
    installs = re.findall(r"pip (?:install|wheel) [^&\n]+", "\n".join(steps()))
    assert len(installs) == 4
    for install in installs:
        assert "--require-hashes -r requirements/" in install or "--no-deps" in install, install
        assert "--no-deps" not in install or "--no-index" in install or "--no-build-isolation" in install, install


def test_its_packages_are_those_that_are_tested_and_what_a_server_may_need_besides() -> None:
    pins = {name: set(pinned(name)) for name in ("server", "image", "build")}
    assert pins["server"] <= pins["image"]
    assert {"redis", "django-storages"} <= {pin.partition("==")[0] for pin in pins["image"] - pins["server"]}
    assert "hatchling" in {pin.partition("==")[0] for pin in pins["build"]}


def pinned(name: str) -> list[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    found = re.findall(r"^([a-z0-9.-]+==[^ \\;]+)[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)
    assert len(found) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)), f"{name}.txt has a line without a hash"
    return found


def test_it_runs_without_rights_and_without_what_built_it() -> None:
    assert "USER 10001" in last_stage()
    assert [line for line in last_stage() if re.search(r"npm|node|/build|apt-get|root", line)] == []


def test_it_is_asked_for_its_health_where_it_serves() -> None:
    [asked] = [line for line in last_stage() if line.startswith("HEALTHCHECK")]
    [(port, path)] = re.findall(r"http://127\.0\.0\.1:(\d+)(/\w+)", asked)
    assert path in PATHS
    assert f"EXPOSE {port}" in last_stage()
    [command] = [line for line in last_stage() if line.startswith("CMD ")]
    assert f'"--port", "{port}"' in command


def test_images_are_pinned() -> None:
    built = re.findall(r"^FROM (\S+)", read("Dockerfile"), re.MULTILINE)
    run = [service["image"] for service in services().values()]
    assert len({*built, *run}) == 6
    assert [image for image in {*built, *run} if not PINNED.fullmatch(image)] == []


def test_hadolint_has_nothing_against_it() -> None:
    assert said_by(program("hadolint"), DEPLOY / "Dockerfile") == ""


# --- compose --------------------------------------------------------------------------------------------


def test_services_wait_for_what_is_started() -> None:
    for service in services().values():
        for other, how in service.get("depends_on", {}).items():
            assert other in services()
            if how["condition"] == "service_healthy":
                assert other == "web" or "healthcheck" in services()[other], "web's is the image's"
            if how["condition"] == "service_completed_successfully":
                assert services()[other]["restart"] == "no"


def test_volumes_are_declared_and_files_are_here() -> None:
    for service in services().values():
        for volume in service.get("volumes", ()):
            source = volume.partition(":")[0]
            assert (DEPLOY / source).exists() if source.startswith(".") else source in parsed("compose.yaml")["volumes"]


def test_the_schemas_come_before_the_nodes() -> None:
    assert services()["migrate"]["command"] == ["migrate"]
    assert services()["web"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_a_node_has_the_time_that_it_takes_to_leave() -> None:
    assert seconds(services()["web"]["stop_grace_period"]) > LET_FINISH_S + 5


def test_only_the_proxy_is_open_to_the_world() -> None:
    assert [name for name, service in services().items() if "ports" in service] == ["caddy"]
    assert services()["caddy"]["environment"]["UPSTREAM"] == "web:8000"


def test_the_database_is_one_that_is_supported() -> None:
    major = int(re.findall(r"postgres:(\d+)", services()["database"]["image"])[0])
    assert major >= 16
    # From 18 on the image keeps each version in a folder of its own below this one.
    assert services()["database"]["volumes"] == ["database:/var/lib/postgresql"]
