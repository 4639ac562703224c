"""A stranger's site that serves one page, and the token of whoever is logged in; and the same as a Django project."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

from ..e2e.demo import Demo, Persona
from ..e2e.origins import allow
from ..installation import free_port
from ..server.machine import PROGRAM, eventually
from .page import ROOT

TOKEN_URL = "/mi/token-de-soporte/"


@contextmanager
def site(demo: Demo, persona: Persona, page: str, *, policy: str = "") -> Iterator[str]:
    """Its address, while it serves; the persona's tenant lists it."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/":
                self._answer("text/html", page)
            else:
                self.send_response(204)
                self.end_headers()

        def do_POST(self) -> None:
            assert self.path == TOKEN_URL
            self._answer("application/json", f'{{"token": "{demo.token_of(persona)}"}}')

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

        def _answer(self, kind: str, text: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(text.encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        origin = f"http://sitio.localhost:{server.server_port}"
        allow(demo, persona.tenant, origin)
        yield origin
        server.shutdown()


@contextmanager
def django_site(demo: Demo, persona: Persona) -> Iterator[str]:
    """The project of django_site.py, with that person logged in."""
    port = free_port()
    secreto = demo.run(PROGRAM, "tenant", "secret", persona.tenant).strip()
    arguments = [str(port), demo.origin(persona.tenant), secreto, str(persona.cliente_id), persona.nombre]
    process = subprocess.Popen([sys.executable, "-m", "tests.docs.django_site", *arguments], cwd=ROOT)
    try:
        eventually(lambda: _answers(port))
        origin = f"http://sitio.localhost:{port}"
        allow(demo, persona.tenant, origin)
        yield origin
    finally:
        process.terminate()
        process.wait(timeout=10)


def _answers(port: int) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f"http://127.0.0.1:{port}/", timeout=2).status_code == 200
    return False
