"""Every command line of deploy/ and of the page is one that `ventanilla` takes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import pytest
import typer

from ventanilla.server.cli import app

from .files import DEPLOY, ROOT, parsed, read

PROGRAM = re.compile(r"(?:^|/bin/|exec web |-- )ventanilla (?=[a-z])")


def written() -> Iterator[tuple[str, ...]]:
    """Each command line's arguments."""
    for unit in (DEPLOY / "systemd").glob("*.service"):
        for line in re.findall(r"^ExecStart=\S+/ventanilla (.+)$", unit.read_text(), re.MULTILINE):
            yield tuple(shlex.split(line.replace("%i", "8001")))
    for service in parsed("compose.yaml")["services"].values():
        if "build" in service:
            yield tuple(service["command"])
    [image] = re.findall(r"^CMD (\[.+\])$", read("Dockerfile"), re.MULTILINE)
    yield tuple(re.findall(r'"([^"]+)"', image))
    for template in (DEPLOY / "helm").rglob("*.yaml"):
        for line in re.findall(r"^ +args: \[(.+)\]$", template.read_text(), re.MULTILINE):
            yield tuple(re.findall(r'"([^"]+)"', re.sub(r"\{\{[^}]+\}\}", '"2"', line)))
    page = (ROOT / "docs" / "install-server.md").read_text()
    for block in re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        yield from shown(block)
    yield from shown(re.sub(r"\{\{.+?\}\}", "v", read("helm/ventanilla/templates/NOTES.txt")))


def shown(block: str) -> Iterator[tuple[str, ...]]:
    """What follows the program's name in a shell's line."""
    for line in block.splitlines():
        command = line.partition("  #")[0]
        if found := PROGRAM.search(command):
            yield tuple(shlex.split(command[found.end() :].partition("|")[0]))


@pytest.mark.parametrize("arguments", sorted(set(written())), ids=" ".join)
def test_it_is_one(arguments: tuple[str, ...]) -> None:
    command, rest = typer.main.get_command(app), list(arguments)
    context = command.make_context("ventanilla", [], resilient_parsing=True)
    while hasattr(command, "commands"):
        name = rest.pop(0)
        assert name in command.commands, f"no command {name}"
        command = command.commands[name]
    # Parses, and raises where an option or an argument is wrong; nothing is run.
    command.make_context(arguments[0], rest, parent=context)


def test_there_are_some_of_each_kind() -> None:
    verbs = [arguments[0] for arguments in written()]
    assert {"serve", "migrate", "backup", "demo", "agent", "tenant", "doctor"} <= set(verbs)
    assert verbs.count("serve") >= 4
