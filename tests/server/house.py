"""An installation of its own beside that of the test run: its data directory, its server, people who come to it."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg
from django.conf import settings
from django.test import override_settings
from psycopg.conninfo import conninfo_to_dict

from tests.api.forged import claims_for, sign
from tests.installation import PROGRAM, Server, free_port, wait_until_ready
from tests.people import Agente, Cliente, Person
from ventanilla.server import schemas
from ventanilla.server.postgres import address, running

from .machine import environment, ventanilla

TOKEN = "vta_only-for-tests-of-another-house"


class House:
    """Its database runs for as long as the house is `opened`."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.files = data_dir / "adjuntos"

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return ventanilla(self.data_dir, *arguments, VENTANILLA_RATE_LIMIT="0", **more)

    def done(self, *arguments: str) -> str:
        """What that command printed, which went well."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def fetch(self, query: str, *arguments: object) -> list[tuple[Any, ...]]:
        with psycopg.connect(self._url(), autocommit=True) as connection:
            cursor = connection.execute(query, arguments or None)
            return cursor.fetchall() if cursor.description else []

    def secret_of(self, tenant: str) -> str:
        return str(self.fetch("SELECT secreto FROM ventanilla_server_tenant WHERE slug = %s", tenant)[0][0])

    def agent_token(self, usuario: str) -> str:
        """One for each agent, always the same."""
        token = f"{TOKEN}-{usuario}"
        self.fetch(
            "INSERT INTO ventanilla_desk_tokenagente (agente_id, huella, nombre, prefijo)"
            " SELECT id, %s, 'pruebas', '' FROM auth_user WHERE username = %s ON CONFLICT DO NOTHING",
            hashlib.sha256(token.encode()).hexdigest(),
            usuario,
        )
        return token

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What works without Django's own connection works on this house: a command takes two seconds to begin."""
        database = {**conninfo_to_dict(self._url())}
        files = {"BACKEND": "ventanilla.files.storage.PrivateFiles", "OPTIONS": {"location": self.files}}
        with (
            mock.patch.object(schemas, "connection_arguments", return_value=database),
            override_settings(STORAGES={**settings.STORAGES, "adjuntos": files}),
        ):
            yield

    def _url(self) -> str:
        url = address(self.data_dir)
        assert url is not None
        return url

    @contextmanager
    def serving(self) -> Iterator[Server]:
        port = free_port()
        log = self.data_dir.with_suffix(f".{port}.log")
        with log.open("wb") as out:
            process = subprocess.Popen(
                [PROGRAM, "serve", "--port", str(port)],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=environment(self.data_dir, VENTANILLA_RATE_LIMIT="0"),
            )
        server = Server(port, process, log)
        try:
            wait_until_ready(server)
            yield server
        finally:
            if process.poll() is None:
                server.stop(signal.SIGTERM)


class Guest(Cliente):
    """A cliente of a tenant of that house."""

    def __init__(self, house: House, server: Server, tenant: str, cliente_id: str) -> None:
        self.tenant, self.cliente_id, self.nombre = tenant, cliente_id, "Eva Montes"
        token = sign(claims_for(tenant, cliente_id, nombre=self.nombre), house.secret_of(tenant))
        Person.__init__(self, server, f"{tenant}.localhost", token)


class Host(Agente):
    """An agente of that house."""

    def __init__(self, house: House, server: Server, usuario: str = "ana") -> None:
        Person.__init__(self, server, "localhost", house.agent_token(usuario))


@contextmanager
def opened(like: Path | None = None) -> Iterator[House]:
    """A house that looks like that data directory; without one, with nothing in it."""
    place = Path(tempfile.mkdtemp(prefix="vt-house-"))
    house = House(place / "data")
    if like is not None:
        subprocess.run(["cp", "-a", like, house.data_dir], check=True)
    try:
        with running(house.data_dir, durable=False):
            yield house
    finally:
        shutil.rmtree(place)
