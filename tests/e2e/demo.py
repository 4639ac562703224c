"""`ventanilla demo` as one starts it by hand, in a data directory of its own; and what a test asks it over HTTP."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import jwt

from ..server.machine import PROGRAM, environment, eventually, processes_of

PASSWORDS = {"ana": "ventanilla-ana", "bea": "ventanilla-bea"}

SECRETS = """
import json
from ventanilla.server import installation
with installation.opened(migrates=False):
    from ventanilla.server.models import Tenant
    print(json.dumps(dict(Tenant.objects.values_list("slug", "secreto"))))
"""


@dataclass(frozen=True)
class Persona:
    """A cliente of the demo."""

    tenant: str
    cliente_id: int | str
    nombre: str

    @property
    def first_name(self) -> str:
        return self.nombre.split()[0]


# Each test speaks as someone whom no other test speaks as, so that they pass in any order.
EVA = Persona("acme", 5, "Eva Montes")
IVAN = Persona("acme", 6, "Iván Soler")
ROSA = Persona("acme", 8, "Rosa Lledó")
GUS = Persona("globex", 5, "Gustavo Peña")
MARTA = Persona("globex", 7, "Marta Gil")
INES = Persona("globex", 9, "Inés Robles")
HUGO = Persona("globex", 21, "Hugo Sanz")
NOA = Persona("public", "noa", "Noa Vidal")
PEDRO = Persona("public", 12, "Pedro Lago")
CARLA = Persona("public", "carla", "Carla Otero")


def somebody(nombre: str, tenant: str = "globex") -> Persona:
    """A person of the tenant's own application whom the demo does not know, without any chat."""
    return Persona(tenant, f"alguien-{uuid4().hex[:8]}", nombre)


@dataclass
class Demo:
    """A running demo. It can be stopped and started again: the port and the data stay."""

    port: int
    data_dir: Path
    process: subprocess.Popen[bytes] | None = None
    _agent_token: str = field(default="", repr=False)
    _secrets: dict[str, str] = field(default_factory=dict, repr=False)
    # One for all: each that is made reads the machine's certificates anew. The demo is stopped and started, so none of
    # its connections is kept.
    _http: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=10, limits=httpx.Limits(max_keepalive_connections=0)), repr=False
    )

    @property
    def log(self) -> str:
        return self._log.read_text()

    @property
    def _log(self) -> Path:
        return self.data_dir.parent / f"{self.data_dir.name}.log"

    def start(self) -> None:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as out:
            self.process = subprocess.Popen(
                [PROGRAM, "demo", "--port", str(self.port)],
                stdout=out,
                stderr=subprocess.STDOUT,
                env=self.environment(),
            )
        eventually(self._is_ready, within=60)

    def stop(self, how: int) -> int:
        """Its exit code. Nothing of it is left behind."""
        assert self.process is not None
        self.process.send_signal(how)
        code = self.process.wait(timeout=30)
        self.process = None
        eventually(lambda: not processes_of(self.data_dir))
        return code

    def interrupt(self) -> int:
        """Ctrl-C."""
        return self.stop(signal.SIGINT)

    def remove(self) -> None:
        """Nothing of it is left, running or on disk; its log stays."""
        if self.process is not None:
            self.stop(signal.SIGTERM)
        shutil.rmtree(self.data_dir, ignore_errors=True)
        self._http.close()

    def environment(self) -> dict[str, str]:
        more = {"VENTANILLA_RATE_LIMIT": "0", "VENTANILLA_PUSH_PRIVATE": "1", "PYTHONUNBUFFERED": "1"}
        return environment(self.data_dir, **more)

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, f"the demo ended before it was ready:\n{self.log}"
        with suppress(httpx.HTTPError):
            return self._http.get(f"http://127.0.0.1:{self.port}/readyz", timeout=2).status_code == 200
        return False

    def origin(self, tenant: str = "public", *, port: int | None = None) -> str:
        host = "localhost" if tenant == "public" else f"{tenant}.localhost"
        return f"http://{host}:{port or self.port}"

    def console(self, *, port: int | None = None) -> str:
        return f"{self.origin(port=port)}/soporte/"

    def page_of(self, persona: Persona, *, port: int | None = None) -> str:
        """The page of the made-up SaaS, with that person signed in."""
        path = "/cuenta/" if persona.tenant == "public" else "/"
        return f"{self.origin(persona.tenant, port=port)}{path}?persona={persona.cliente_id}"

    # --- What a test does beside the browsers ---

    def ask(
        self,
        method: str,
        path: str,
        *,
        tenant: str = "public",
        token: str = "",
        **body: Any,
    ) -> httpx.Response:
        """The name is in the Host header: not every machine resolves names under localhost."""
        return self._http.request(
            method,
            f"http://127.0.0.1:{self.port}{path}",
            headers={
                "Host": self.origin(tenant).removeprefix("http://"),
                **({"Authorization": f"Bearer {token}"} if token else {}),
            },
            **body,
        )

    def call(self, method: str, path: str, *, tenant: str = "public", token: str = "", **fields: Any) -> Any:
        """JSON in and out."""
        body = {"json": fields} if method == "POST" else {}
        answer = self.ask(method, path, tenant=tenant, token=token, **body)
        assert answer.is_success, (method, path, answer.status_code, answer.text)
        return answer.json()

    def token_of(self, persona: Persona, *, life_s: float = 3600) -> str:
        """As the tenant's own server signs it."""
        if not self._secrets:
            self._secrets = json.loads(self.run(sys.executable, "-c", SECRETS))
        expires = datetime.now(UTC) + timedelta(seconds=life_s)
        claims = {"sub": str(persona.cliente_id), "aud": persona.tenant, "exp": expires, "nombre": persona.nombre}
        return jwt.encode(claims, self._secrets[persona.tenant], algorithm="HS256")

    def history_of(self, persona: Persona) -> list[dict[str, Any]]:
        """The cliente's chats, newest first."""
        token = self.token_of(persona)
        found: list[dict[str, Any]] = self.call("GET", "/api/chat/historial/", tenant=persona.tenant, token=token)[
            "resultados"
        ]
        return found

    def messages_in(self, persona: Persona, chat_id: int) -> list[dict[str, Any]]:
        token = self.token_of(persona)
        page = self.call("GET", f"/api/chat/{chat_id}/mensajes/?limite=200", tenant=persona.tenant, token=token)
        found: list[dict[str, Any]] = page["resultados"]
        return found

    def texts_in(self, persona: Persona, chat_id: int) -> list[str]:
        return [mensaje["texto"] for mensaje in self.messages_in(persona, chat_id)]

    def texts_of(self, persona: Persona) -> list[list[str]]:
        """What was said in each of the cliente's chats, oldest chat first."""
        return [self.texts_in(persona, chat["id"]) for chat in reversed(self.history_of(persona))]

    def said_with_files(self, persona: Persona) -> list[list[tuple[str, ...]]]:
        """Each message of each chat, oldest chat first: its text, and what its files are called."""
        return [
            [
                (said["texto"], *(file["nombre"] for file in said["adjuntos"]))
                for said in self.messages_in(persona, chat)
            ]
            for chat in sorted(chat["id"] for chat in self.history_of(persona))
        ]

    def files_of(self, persona: Persona) -> dict[str, dict[str, Any]]:
        """Of the newest chat, by name."""
        said = self.messages_in(persona, self.chat_of(persona))
        return {file["nombre"]: file for mensaje in said for file in mensaje["adjuntos"]}

    def chat_of(self, persona: Persona) -> int:
        """The newest one."""
        return int(self.history_of(persona)[0]["id"])

    def read_up_to(self, persona: Persona, chat_id: int) -> int:
        chat = self.call("GET", f"/api/chat/{chat_id}/", tenant=persona.tenant, token=self.token_of(persona))
        return int(chat["leido_hasta"])

    def contexts_in(self, chat_id: int) -> list[str]:
        """Beside which records it was written, as soporte sees it."""
        page = self.call("GET", f"/api/soporte/chats/{chat_id}/mensajes/?limite=200", token=self.agent_token())
        return [(mensaje.get("contexto") or {}).get("titulo", "") for mensaje in page["resultados"]]

    def say(self, persona: Persona, texto: str, **contexto: Any) -> int:
        """The cliente says something, from nowhere in particular unless it is told; into which chat."""
        said = self.call(
            "POST",
            "/api/chat/soporte/mensajes/",
            tenant=persona.tenant,
            token=self.token_of(persona),
            uid=str(uuid4()),
            texto=texto,
            **({"contexto": contexto} if contexto else {}),
        )
        return int(said["chat"]["id"])

    def reply(self, chat_id: int, texto: str, **files: bytes) -> None:
        """ana says something, from nowhere in particular. Files by name, whose ending is after a double underscore."""
        self.call(
            "POST",
            f"/api/soporte/chats/{chat_id}/mensajes/",
            token=self.agent_token(),
            uid=str(uuid4()),
            texto=texto,
            adjuntos=[self._upload(chat_id, name.replace("__", "."), content) for name, content in files.items()],
        )

    def _upload(self, chat_id: int, nombre: str, content: bytes) -> str:
        path, archivo = f"/api/soporte/chats/{chat_id}/adjuntos/", {"archivo": (nombre, content)}
        answer = self.ask("POST", path, token=self.agent_token(), files=archivo)
        assert answer.is_success, answer.text
        return str(answer.json()["id"])

    def hang_up(self, persona: Persona, reason: str = "otro") -> None:
        """No chat of the cliente is open: what comes next begins a new one."""
        for chat in self.history_of(persona):
            if not chat["cerrado"]:
                self.call("POST", f"/api/chat/{chat['id']}/cerrar/", token=self.agent_token(), razon_cierre=reason)

    def agent_token(self) -> str:
        if not self._agent_token:
            self._agent_token = self.run(PROGRAM, "token", "--agente", "ana").strip()
        return self._agent_token

    def run(self, *command: str | Path) -> str:
        """A program beside the running server, on its data; what it printed."""
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout
