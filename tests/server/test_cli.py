"""Each command: works, refuses wrong usage with 2, fails with 1; always one line, never a traceback."""

from __future__ import annotations

import base64
import json
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest

from ventanilla.server.postgres import running

from .machine import environment, failed, processes_of, ventanilla

COMMANDS = [
    [],
    ["serve"],
    ["demo"],
    ["migrate"],
    ["token"],
    ["doctor"],
    ["cleanup"],
    ["tenant"],
    ["tenant", "create"],
    ["tenant", "list"],
    ["tenant", "secret"],
    ["tenant", "origins"],
    ["agent"],
    ["agent", "create"],
]


@pytest.fixture(scope="module")
def data_dir(installed: Path) -> Iterator[Path]:
    """An installation with the tenant acme and the agent ana. Its database stays up between the commands."""
    place = Path(tempfile.mkdtemp(prefix="vt-cli-")) / "data"
    subprocess.run(["cp", "-a", installed, place], check=True)
    with running(place, durable=False):
        yield place
    assert processes_of(place) == []
    shutil.rmtree(place.parent)


@pytest.fixture(scope="module")
def nowhere() -> Iterator[Path]:
    """For what must fail before it touches anything."""
    place = Path(tempfile.mkdtemp(prefix="vt-no-"))
    yield place / "data"
    assert list(place.iterdir()) == []
    place.rmdir()


def claims(token: str) -> dict[str, Any]:
    middle = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    return found


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_answers_help(nowhere: Path, command: list[str]) -> None:
    done = ventanilla(nowhere, *command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Usage: ventanilla" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ([], "falta la orden"),
        (["abre"], "abre"),
        (["serve", "--puerto", "1"], "--puerto"),
        (["serve", "--port", "ocho"], "--port"),
        (["serve", "--port", "70000"], "--port"),
        (["serve", "--workers", "0"], "--workers"),
        (["migrate", "ya"], "ya"),
        (["tenant"], "falta la orden"),
        (["tenant", "create"], "slug"),
        (["tenant", "create", "acme"], "--name"),
        (["agent", "create"], "user"),
        (["agent", "create", "ana"], "--password-stdin"),
        (["token"], "--agente"),
        (["token", "--tenant", "acme"], "--cliente"),
        (["token", "--tenant", "acme", "--cliente", "5", "--agente", "ana"], "--agente"),
        (["token", "--tenant", "acme", "--cliente", "5", "--ttl", "0"], "--ttl"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_2_and_one_line(nowhere: Path, arguments: list[str], word: str) -> None:
    assert failed(ventanilla(nowhere, *arguments), 2, word, "--help")


def test_a_tenant_is_made_and_listed(data_dir: Path) -> None:
    domains = ["--domain", "Soporte.Umbra.Example", "--domain", "chat.umbra.example"]
    done = ventanilla(data_dir, "tenant", "create", "umbra-retail", "--name", "Umbra", *domains)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split("  ") for line in ventanilla(data_dir, "tenant", "list").stdout.splitlines()]
    listed = {row[0]: " ".join(row[1:]).split() for row in rows}
    assert next(iter(listed)) == "public"
    assert listed["public"][-1] == "localhost"
    assert listed["acme"][-1] == "acme.localhost"
    assert listed["umbra-retail"][-2:] == ["chat.umbra.example", "soporte.umbra.example"]


def test_a_tenant_that_cannot_be_is_refused(data_dir: Path) -> None:
    assert failed(ventanilla(data_dir, "tenant", "create", "acme", "--name", "Otra"), 1, "acme", "ya existe")
    assert failed(ventanilla(data_dir, "tenant", "create", "9acme", "--name", "Otra"), 1, "9acme", "letra")


def test_a_tenants_secret_is_printed_alone(data_dir: Path) -> None:
    done = ventanilla(data_dir, "tenant", "secret", "acme")
    assert (done.returncode, done.stderr) == (0, "")
    (secret,) = done.stdout.splitlines()
    token = ventanilla(data_dir, "token", "--tenant", "acme", "--cliente", "5").stdout.strip()
    assert jwt.decode(token, secret, algorithms=["HS256"], audience="acme")["sub"] == "5"
    assert failed(ventanilla(data_dir, "tenant", "secret", "nadie"), 1, "nadie")


def test_a_tenants_origins_are_added_and_removed(data_dir: Path) -> None:
    def origins(*arguments: str) -> list[str]:
        done = ventanilla(data_dir, "tenant", "origins", "acme", *arguments)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.splitlines()

    app, shop = "https://app.acme.example", "http://tienda.acme.example:8080"
    assert origins() == []
    assert origins("--add", f"{app}:443/", "--add", shop.upper()) == [app, shop]
    assert origins("--add", app, "--remove", shop) == [app]
    assert origins() == [app]
    assert origins("--remove", app) == []


@pytest.mark.parametrize(
    "origin", ["app.acme.example", "https://", "https://a.example/ruta", "ftp://a.example", "https://a:x", "*"]
)
def test_an_origin_that_is_none_is_refused(data_dir: Path, origin: str) -> None:
    assert failed(ventanilla(data_dir, "tenant", "origins", "acme", "--add", origin), 1, "no es un origen")


def test_an_agent_is_made_once(data_dir: Path) -> None:
    made = ventanilla(data_dir, "agent", "create", "bea", "--password-stdin", says="la-ventanilla-de-bea\n")
    assert (made.returncode, made.stderr) == (0, "")
    again = ventanilla(data_dir, "agent", "create", "bea", "--password-stdin", says="la-ventanilla-de-bea\n")
    assert failed(again, 1, "bea")


def test_an_agent_has_the_role_and_the_tenants_that_the_command_says(data_dir: Path) -> None:
    create = ["agent", "create", "leo", "--password-stdin"]
    says = "la-ventanilla-de-leo\n"
    assert failed(ventanilla(data_dir, *create, "--role", "rey", says=says), 1, "rey")
    assert failed(ventanilla(data_dir, *create, "--tenants", "acme,nadie", says=says), 1, "nadie")
    done = ventanilla(data_dir, *create, "--role", "supervisor", "--tenants", "acme", says=says)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("password", ["", "qwerty12\n"])
def test_a_password_that_is_none_is_refused(data_dir: Path, password: str) -> None:
    done = ventanilla(data_dir, "agent", "create", "nadie", "--password-stdin", says=password)
    assert failed(done, 1, "ontraseña")


def test_a_clientes_token_is_printed_alone(data_dir: Path) -> None:
    done = ventanilla(data_dir, "token", "--tenant", "acme", "--cliente", "5", "--nombre", "Eva Montes", "--ttl", "60")
    assert (done.returncode, done.stderr) == (0, "")
    token = done.stdout.removesuffix("\n")
    assert "\n" not in token
    found = claims(token)
    assert (found["sub"], found["aud"], found["nombre"]) == ("5", "acme", "Eva Montes")
    assert 0 < found["exp"] - time.time() <= 60


def test_the_platform_has_clientes_too(data_dir: Path) -> None:
    done = ventanilla(data_dir, "token", "--tenant", "public", "--cliente", "noa")
    assert claims(done.stdout)["aud"] == "public"


def test_an_agents_token_is_printed_alone(data_dir: Path) -> None:
    done = ventanilla(data_dir, "token", "--agente", "ana")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.split()) == 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--tenant", "initech", "--cliente", "5"], "initech"),
        (["--tenant", "acme", "--cliente", "x" * 65], "64"),
        (["--agente", "nadie"], "nadie"),
    ],
    ids=lambda value: value[1] if isinstance(value, list) else "",
)
def test_a_token_for_nobody_is_refused(data_dir: Path, arguments: list[str], word: str) -> None:
    done = ventanilla(data_dir, "token", *arguments)
    assert failed(done, 1, word)
    assert done.stdout == ""


def test_migrating_twice_does_nothing_the_second_time(data_dir: Path) -> None:
    done = ventanilla(data_dir, "migrate")
    assert (done.returncode, done.stderr) == (0, "")
    assert "nada que hacer" in done.stdout


def test_the_doctor_looks_at_everything(data_dir: Path) -> None:
    done = ventanilla(data_dir, "doctor")
    looked = "base de datos, reloj, migraciones, plataforma, bus, aislamiento, ajustes, disco, clave"
    for word in looked.split(", "):
        assert any(line.startswith(f"✓ {word}") for line in done.stdout.splitlines()), (word, done.stdout)


def test_the_doctor_says_what_is_wrong(data_dir: Path) -> None:
    key = data_dir / "secret_key"
    key.chmod(0o644)
    done = ventanilla(data_dir, "doctor", "--url", "http://acme.localhost:1")
    key.chmod(0o600)
    assert failed(done, 1, "mal")
    assert "✗ clave" in done.stdout
    assert f"→ ejecuta «chmod 600 {key}»" in done.stdout
    assert "✗ sockets" in done.stdout


def test_the_generated_key_is_its_owners_alone_and_stays(data_dir: Path) -> None:
    key = data_dir / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_text()
    assert len(before) >= 64
    ventanilla(data_dir, "tenant", "list")
    assert key.read_text() == before


def test_a_database_url_needs_a_key(nowhere: Path) -> None:
    done = ventanilla(nowhere, "serve", "--port", "1024", DATABASE_URL="postgresql://ana:clave-secreta@localhost/nada")
    assert failed(done, 1, "SECRET_KEY")
    assert "clave-secreta" not in done.stderr


@pytest.mark.parametrize(
    "url", ["mysql://ana:clave-secreta@db/x", "clave-secreta", "postgresql://ana:clave-secreta@[/x"]
)
def test_a_database_url_that_is_none_is_refused_without_its_password(nowhere: Path, url: str) -> None:
    done = ventanilla(nowhere, "migrate", DATABASE_URL=url, SECRET_KEY="x" * 50)
    assert failed(done, 1, "DATABASE_URL")
    assert "clave-secreta" not in done.stderr


@pytest.mark.parametrize("command", [["migrate"], ["tenant", "list"], ["doctor"]], ids=" ".join)
def test_a_database_that_is_away_is_said(nowhere: Path, command: list[str]) -> None:
    done = ventanilla(
        nowhere, *command, DATABASE_URL="postgresql://ana:clave-secreta@127.0.0.1:1/x", SECRET_KEY="x" * 50
    )
    assert failed(done, 1, "base de datos")
    assert "clave-secreta" not in done.stderr


def test_a_rate_that_is_none_is_refused(nowhere: Path) -> None:
    assert failed(ventanilla(nowhere, "migrate", VENTANILLA_RATE_LIMIT="rápido"), 1, "VENTANILLA_RATE_LIMIT")


def test_a_data_directory_that_is_a_file_is_said(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("")
    assert failed(ventanilla(place, "tenant", "list"), 1, str(place))


def test_an_unmigrated_database_of_the_operators_is_left_alone(data_dir: Path) -> None:
    """`serve` and the rest name the command; `migrate` is that command."""
    import psycopg

    from ventanilla.server.postgres import address

    url = address(data_dir)
    assert url is not None
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE otra")
    other = {"DATABASE_URL": url.replace("/ventanilla?", "/otra?"), "SECRET_KEY": "x" * 50}
    assert failed(ventanilla(data_dir, "serve", "--port", "18231", **other), 1, "ventanilla migrate")
    assert failed(ventanilla(data_dir, "tenant", "list", **other), 1, "ventanilla migrate")
    doctor = ventanilla(data_dir, "doctor", **other)
    assert failed(doctor, 1, "mal")
    assert "✗ migraciones" in doctor.stdout
    assert ventanilla(data_dir, "migrate", **other).returncode == 0
    assert "public" in ventanilla(data_dir, "tenant", "list", **other).stdout


def test_commands_do_not_take_the_settings_of_another_project(data_dir: Path) -> None:
    assert "DJANGO_SETTINGS_MODULE" not in environment(data_dir)
    done = ventanilla(data_dir, "tenant", "list", DJANGO_SETTINGS_MODULE="somebody.elses.settings")
    assert done.returncode == 0
