"""Strangers' applications built with our React components (`web/hosts`), once with each React, and their server."""

from __future__ import annotations

import json
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from .demo import Persona
from .shop import HOSTILE, policy

HOSTS = Path(__file__).parents[2] / "web" / "hosts"
KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html"}

Mint = Callable[[str], str]


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


def page_of(react: str, asked: dict[str, list[str]]) -> str:
    """The markup with who is signed in; `hostil` puts styles on it that hit everything."""
    sesion = asked.get("sesion", ["{}"])[0].replace("<", "\\u003c")
    page = (bundled() / react / "index.html").read_text()
    page = page.replace("<!--casa-->", markup(react)).replace(">{}</script>", f">{sesion}</script>")
    if "estricta" in asked:  # no sheet of its own either
        page = re.sub(r"<link rel=.stylesheet[^>]*>", "", page)
    if "hostil" in asked:
        page = page.replace("<head>", '<head><script src="../hostil.js"></script>')
    return page


class House(BaseHTTPRequestHandler):
    """/18/ and /19/ are the applications, /18/token/ and /19/token/ what their server signs."""

    mint: ClassVar[Mint]
    servidor: ClassVar[str]

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = parse_qs(url.query, keep_blank_values=True)
        if url.path == "/hostil.js":
            return self._answer("text/javascript", HOSTILE.replace("chat-soporte {", "[data-ventanilla] {"))
        react, _, name = url.path.strip("/").partition("/")
        if react in {"18", "19"} and not name:
            return self._answer("text/html", page_of(react, asked), strict="estricta" in asked)
        file = (bundled() / react / name).resolve()
        if file.is_file() and file.is_relative_to(HOSTS / "dist"):
            return self._answer(KINDS[file.suffix], file.read_text())
        self.send_response(204)
        self.end_headers()
        return None

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer("application/json", json.dumps({"token": type(self).mint(asked["cliente_id"])}))

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
def house(servidor: str, mint: Mint) -> Iterator[str]:
    """Its origin, while it stands."""
    kind = type("ThisHouse", (House,), {"servidor": servidor, "mint": staticmethod(mint)})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://casa.localhost:{server.server_port}"
        server.shutdown()


def session_of(one: Persona, other: Persona, **more: Any) -> str:
    """What the application's server says to its page."""
    personas = [{"id": persona.cliente_id, "nombre": persona.nombre} for persona in (one, other)]
    return json.dumps({"personas": personas, "conAxios": False, **more})
