"""Somebody else's site with the script tag in it: a strict Content-Security-Policy, and styles that hit everything."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

PAGE = """<!doctype html>
<html lang="es">
<head><meta charset="utf-8"><title>La tienda de al lado</title><script src="/hostile.js"></script></head>
<body>
<h1>La tienda de al lado</h1>
<p>Una página que no sabe nada del chat.</p>
<chat-soporte servidor="{servidor}" token-url="/token/{quien}" tema="claro"></chat-soporte>
<script src="{servidor}/widget.js"></script>
<script src="{servidor}/widget.js"></script>
</body>
</html>
"""

# Sheets that a script makes pass the policy; so the page can be hostile and strict at once.
HOSTILE = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  * { all: unset !important; }
  * { font-size: 40px !important; line-height: 3 !important; letter-spacing: .4em !important; color: red !important;
      text-transform: uppercase !important; display: block !important; font-family: fantasy !important;
      margin: 7px !important; box-sizing: content-box !important; word-break: break-all !important; }
  div, section, button, textarea, header, p { background: yellow !important; border: 9px dashed lime !important;
      width: 50% !important; height: 300px !important; float: left !important; }
  button, textarea { display: none !important; }
  chat-soporte { display: none !important; opacity: .1 !important; transform: scale(.2) !important;
      position: absolute !important; pointer-events: none !important; visibility: hidden !important;
      direction: rtl !important; filter: blur(9px) !important; zoom: 3 !important; }
`);
document.adoptedStyleSheets = [sheet];
"""


def policy(servidor: str) -> str:
    return (
        f"default-src 'none'; script-src 'self' {servidor}; style-src 'none'; img-src 'none'; font-src 'none'; "
        f"connect-src 'self' {servidor} {servidor.replace('http', 'ws', 1)}; base-uri 'none'; form-action 'none'"
    )


class Shop(BaseHTTPRequestHandler):
    """/ID is its page with that person signed in: the browser gets a token, never the secret."""

    servidor: ClassVar[str]
    token: ClassVar[Callable[[str], str]]

    def do_GET(self) -> None:
        if self.path == "/hostile.js":
            self._answer("text/javascript", HOSTILE)
        elif self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            self._answer("text/html", PAGE.format(servidor=self.servidor, quien=self.path.strip("/")))

    def do_POST(self) -> None:
        quien = self.path.removeprefix("/token/")
        self._answer("application/json", f'{{"token": "{type(self).token(quien)}"}}')

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""

    def _answer(self, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy(self.servidor))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def shop(servidor: str, token: Callable[[str], str]) -> Iterator[str]:
    """Its origin, while it is open."""
    kind = type("ThisShop", (Shop,), {"servidor": servidor, "token": staticmethod(token)})
    with ThreadingHTTPServer(("127.0.0.1", 0), kind) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://tienda.localhost:{server.server_port}"
        server.shutdown()
