"""Whatever is told to the server is something that it reads, and the page tells of all of it."""

from __future__ import annotations

import re

import pytest
import yaml

from ventanilla.server.environment import Environment

from .files import CHART, ROOT, parsed, read, texts
from .settings import variables

NAME = re.compile(r"\b(?:VENTANILLA_[A-Z0-9_]+|DATABASE_URL|SECRET_KEY|REDIS_URL|EMAIL_URL|DEFAULT_FROM_EMAIL)\b")
OF_AWS = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
"""Read by the library that talks to a bucket."""
OF_CONTAINERS = {"POSTGRES_PASSWORD"}
OF_THE_DEMO = {"VENTANILLA_DEMO"}
PAGE = ROOT / "docs" / "install-server.md"


def offered() -> set[str]:
    """By env.example, set or left out."""
    return set(re.findall(r"^#?([A-Z][A-Z0-9_]+)=", read("env.example"), re.MULTILINE))


def told() -> dict[str, str]:
    """Each variable in the first column of the page's table, with its row."""
    table = PAGE.read_text().partition("## The environment")[2]
    rows = re.findall(r"^\| (`[A-Z].+?) \|(.+)\|$", table, re.MULTILINE)
    return {name: row for first, row in rows for name in re.findall(r"`([A-Z][A-Z0-9_]+)`", first)}


def test_every_variable_is_one_that_the_server_reads() -> None:
    named = {name: where for where, text in texts().items() for name in NAME.findall(text)}
    assert len(named) > 15
    assert {name: where for name, where in named.items() if name not in variables()} == {}


def test_what_is_offered_to_compose_is_read_by_somebody() -> None:
    assert len(offered()) > 15
    assert offered() - variables() == OF_AWS | OF_CONTAINERS


def test_what_the_services_set_is_read_by_the_server() -> None:
    server = parsed("compose.yaml")["x-ventanilla"]["environment"]
    chart = re.findall(r"^(\w+): ", (CHART / "templates" / "_helpers.tpl").read_text(), re.MULTILINE)
    image = re.findall(r"^(?:ENV |    )(VENTANILLA_\w+)=", read("Dockerfile"), re.MULTILINE)
    assert len(server) > 5
    assert len(chart) > 2
    assert len(image) == 2
    assert {*server, *chart, *image} - variables() - {"app"} == set()


def test_compose_asks_for_nothing_that_is_not_offered() -> None:
    assert set(re.findall(r"\$\{(\w+)", read("compose.yaml"))) <= offered()


def test_the_page_tells_of_every_variable_and_of_no_other() -> None:
    assert set(told()) == (variables() - OF_THE_DEMO) | OF_AWS


def test_the_page_tells_what_is_so_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in variables():
        monkeypatch.delenv(name, raising=False)
    found = Environment.read()
    for name, value in {
        "VENTANILLA_PUBLIC_DOMAIN": found.public_domain,
        "VENTANILLA_DATA_DIR": found.data_dir.name,
        "VENTANILLA_RATE_LIMIT": f"{found.rate_limit:g}",
        "VENTANILLA_TENANT_RATE_LIMIT": f"{found.tenant_rate_limit:g}",
    }.items():
        assert f"`{value}`" in told()[name], name


def test_the_chart_keeps_what_it_sets_itself_from_being_set_twice() -> None:
    refused = yaml.safe_load((CHART / "values.schema.json").read_text())["properties"]["env"]["propertyNames"]
    settings = (CHART / "templates" / "_helpers.tpl").read_text()
    own = set(re.findall(r"^(VENTANILLA_\w+): ", settings, re.MULTILINE))
    assert own
    assert own <= set(refused["not"]["enum"])
