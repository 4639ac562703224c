"""systemd's units."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ventanilla.server.serving import LET_FINISH_S

from .files import DEPLOY, program, said_by

UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
CLOSED = {"NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "CapabilityBoundingSet="}


def lines(unit: Path) -> list[str]:
    return [line for line in unit.read_text().splitlines() if line and not line.startswith("#")]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """The units, with a program that this machine has; all else is as it is."""
    for unit in UNITS:
        text = unit.read_text().replace("/opt/ventanilla/bin/ventanilla", "/bin/true")
        (tmp_path / unit.name.replace("@.", "@8001.")).write_text(text)
    return tmp_path


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_it(unit: Path, here: Path) -> None:
    place = here / unit.name.replace("@.", "@8001.")
    said = said_by(program("systemd-analyze"), "verify", "--man=no", place)
    assert [line for line in said.splitlines() if "ventanilla" in line] == []


def test_what_systemd_does_not_know_is_told(here: Path) -> None:
    """It warns of it and succeeds: the test above looks at what it says."""
    place = here / "ventanilla-migrate.service"
    place.write_text(place.read_text().replace("NoNewPrivileges", "NoNewPrivilege"))
    assert "NoNewPrivilege" in said_by(program("systemd-analyze"), "verify", "--man=no", place)


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_little_is_left_open(unit: Path, here: Path) -> None:
    place = here / unit.name.replace("@.", "@8001.")
    said = said_by(program("systemd-analyze"), "security", "--offline=yes", "--no-pager", place)
    [exposure] = re.findall(r"exposure level for .*: ([\d.]+)", said)
    assert float(exposure) < 2


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_it_has_no_rights_and_one_folder(unit: Path) -> None:
    assert set(lines(unit)) >= CLOSED | {"User=ventanilla", "StateDirectory=ventanilla"}
    assert "EnvironmentFile=/etc/ventanilla.env" in lines(unit)
    assert "Environment=VENTANILLA_DATA_DIR=/var/lib/ventanilla" in lines(unit)


def test_a_node_is_started_again_and_has_the_time_that_it_takes_to_leave() -> None:
    node = lines(DEPLOY / "systemd" / "ventanilla@.service")
    assert {"Restart=always", "StartLimitIntervalSec=0", "KillMode=mixed"} <= set(node)
    [patience] = [int(line.partition("=")[2]) for line in node if line.startswith("TimeoutStopSec=")]
    assert patience > LET_FINISH_S + 5


def test_a_node_does_not_need_another_unit_to_come_back() -> None:
    """A unit that it requires and that fails once would keep it down: systemd restarts no unit for that."""
    node = lines(DEPLOY / "systemd" / "ventanilla@.service")
    assert [line for line in node if line.startswith(("Requires=", "BindsTo=", "Requisite="))] == []
