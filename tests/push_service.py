"""A push service and the browsers subscribed at it: what they read is what the server meant them to read."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from ventanilla.desk import webpush

from .desk_people import Colleague
from .people import new_id

PATIENCE = 10.0


@dataclass
class Browser:
    """One that has subscribed: its address at the service, and the keys that only it has."""

    endpoint: str
    answers: list[int] = field(default_factory=list)
    """Statuses, one for each push; 201 afterwards."""
    key: str = field(default_factory=webpush.new_key)
    auth: str = field(default_factory=lambda: webpush.encoded(os.urandom(16)))
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def subscription(self) -> dict[str, str]:
        return {"endpoint": self.endpoint, "p256dh": webpush.public_key(self.key), "auth": self.auth}

    def pushes(self) -> list[dict[str, Any]]:
        return [json.loads(webpush.decrypt(body, key=self.key, auth=self.auth)) for _, body in self.got]

    async def push(self, **fields: Any) -> dict[str, Any]:
        """The first that has these fields."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for each in self.pushes():
                    if all(each[name] == value for name, value in fields.items()):
                        return each
                await asyncio.sleep(0.02)

    async def tried(self, times: int) -> None:
        async with asyncio.timeout(PATIENCE):
            while len(self.got) < times:
                await asyncio.sleep(0.02)


class PushService:
    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.browsers: dict[str, Browser] = {}

    def browser(self, *answers: int) -> Browser:
        path = f"/push/{new_id()}"
        self.browsers[path] = Browser(self.origin + path, list(answers))
        return self.browsers[path]

    async def browser_of(self, agente: Colleague, *answers: int) -> Browser:
        """Subscribed for that agente."""
        browser = self.browser(*answers)
        answer = await agente.http.post("/api/soporte/push/", json=browser.subscription)
        assert answer.status_code == 201, answer.text
        return browser


@contextmanager
def push_service() -> Iterator[PushService]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            browser = service.browsers[self.path]
            self.send_response(browser.answers.pop(0) if browser.answers else 201)
            self.send_header("Content-Length", "0")
            self.end_headers()
            browser.got.append(({name.lower(): value for name, value in self.headers.items()}, body))

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service = PushService(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield service
        server.shutdown()
