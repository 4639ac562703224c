"""Strangers' applications built with our React components (`web/hosts`), once with each React, and their server."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, urlsplit

from playwright.async_api import BrowserContext, Page, Request, expect

from .demo import Demo, Persona
from .panel import Idioma, Panel
from .shop import HOSTILE, policy

HOSTS = Path(__file__).parents[2] / "web" / "hosts"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}

COUNT_VIOLATIONS = """
  window.violations = [];
  addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    violations.push(`${violatedDirective} ${blockedURI}`));
"""


@dataclass
class Door:
    """How the application's server signs people in, which a test may change for its own people."""

    demo: Demo
    life_s: dict[str | int, float] = field(default_factory=dict)
    shut: set[str | int] = field(default_factory=set)

    def token_of(self, cliente_id: str) -> str | None:
        """None where it fails."""
        if cliente_id in self.shut:
            return None
        persona = Persona("globex", cliente_id, "De Casa")
        return self.demo.token_of(persona, life_s=self.life_s.get(cliente_id, 3600))


@dataclass
class Casa:
    """The applications, standing."""

    origin: str
    door: Door

    def at(self, react: str = "19") -> str:
        return f"{self.origin}/{react}"


@dataclass
class Home:
    """A person at one of the applications."""

    page: Page
    panel: Panel
    persona: Persona
    opening_calls: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)

    async def shows(self, screen: str) -> None:
        await self.page.get_by_role("link", name=screen, exact=True).click()

    def _asked(self, request: Request) -> None:
        if request.method == "POST" and urlsplit(request.url).path == "/api/chat/soporte/":
            self.opening_calls.append(request.url)


async def home_of(
    context: BrowserContext,
    base: str,
    one: Persona,
    other: Persona | None = None,
    *,
    idioma: Idioma = "es",
    flags: str = "",
    **more: Any,
) -> Home:
    """The application with that person signed in, the chat still folded away."""
    await context.add_init_script(COUNT_VIOLATIONS)
    page = await context.new_page()
    home = Home(page, Panel(page, idioma=idioma), one)
    page.on("request", home._asked)
    page.on("websocket", lambda socket: home.sockets.append(socket.url))
    await page.goto(f"{base}/?sesion={quote(session_of(one, other or one, **more))}&idioma={idioma}{flags}")
    await expect(home.panel.launcher).to_be_visible()
    return home


@cache
def bundled() -> Path:
    """Both applications, built from what there is now."""
    made = subprocess.run(["node", "bundle.mjs"], cwd=HOSTS, capture_output=True, text=True, check=False, timeout=120)
    assert made.returncode == 0, made.stderr
    return HOSTS / "dist"


@cache
def markup(react: str) -> str:
    """What the application's server sends: rendered in plain Node, which had nothing to complain of."""
    done = subprocess.run(
        ["node", bundled() / react / "server.js"], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def page_of(react: str, asked: dict[str, list[str]], servidor: str) -> str:
    """The markup with who is signed in; `hostil` puts styles on it that hit everything."""
    sesion = json.dumps({"servidor": servidor, **json.loads(asked["sesion"][0])})
    page = (bundled() / react / "index.html").read_text()
    page = page.replace("<!--casa-->", markup(react)).replace(">{}</script>", f">{sesion}</script>")
    if "estricta" in asked:  # no sheet of its own either
        page = re.sub(r"<link rel=.stylesheet[^>]*>", "", page)
    page = page.replace('lang="es"', f'lang="{asked.get("idioma", ["es"])[0]}"')
    if "hostil" in asked:
        page = page.replace("<head>", '<head><script src="../hostil.js"></script>')
    return page


class House(BaseHTTPRequestHandler):
    """/18/ and /19/ are the applications, /18/token/ and /19/token/ what their server signs."""

    door: ClassVar[Door]
    servidor: ClassVar[str]

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = parse_qs(url.query, keep_blank_values=True)
        if url.path == "/hostil.js":
            return self._answer("text/javascript", HOSTILE.replace("chat-soporte {", "[data-ventanilla] {"))
        react, _, name = url.path.strip("/").partition("/")
        if react in {"18", "19"} and not name:
            return self._answer("text/html", page_of(react, asked, self.servidor), strict="estricta" in asked)
        file = (bundled() / react / name).resolve()
        if file.is_file() and file.is_relative_to(HOSTS / "dist"):
            return self._answer(KINDS[file.suffix], file.read_text())
        self.send_response(204)
        self.end_headers()
        return None

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if token := self.door.token_of(asked["cliente_id"]):
            self._answer("application/json", json.dumps({"token": token}))
        else:
            self.send_error(503)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""

    def _answer(self, kind: str, text: str, *, strict: bool = False) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if strict:
            self.send_header("Content-Security-Policy", policy(self.servidor))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def house(demo: Demo, tenant: str) -> Iterator[Casa]:
    """It stands meanwhile, on an origin of its own."""
    door = Door(demo)
    kind = type("ThisHouse", (House,), {"servidor": demo.origin(tenant), "door": door})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Casa(f"http://casa.localhost:{server.server_port}", door)
        server.shutdown()


def session_of(one: Persona, other: Persona, **more: Any) -> str:
    """What the application's server says to its page; `servidor` is its own to fill in."""
    personas = [{"id": persona.cliente_id, "nombre": persona.nombre} for persona in (one, other)]
    return json.dumps({"personas": personas, "conAxios": False, **more})
