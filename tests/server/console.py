"""An agente at the console's login, without a browser: allauth's calls with cookies and a CSRF token."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

import httpx

from tests.installation import Server
from tests.people import Person

AUTH = "/_allauth/browser/v1/auth/"
ACCOUNT = "/_allauth/browser/v1/account/"


class Console(Person):
    def __init__(self, server: Server) -> None:
        super().__init__(server, "localhost", "")

    async def call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        if "csrftoken" not in self.http.cookies:
            await self.http.get("/_allauth/browser/v1/config")
        headers = {"X-CSRFToken": self.http.cookies["csrftoken"]}
        return await self.http.request(method, path, json=body, headers=headers)

    async def login(self, usuario: str, clave: str) -> httpx.Response:
        return await self.call("POST", f"{AUTH}login", {"username": usuario, "password": clave})

    async def confirm(self, clave: str) -> None:
        """What changes how one comes in asks for the password again."""
        assert (await self.call("POST", f"{AUTH}reauthenticate", {"password": clave})).status_code == 200

    async def enable_totp(self, clave: str) -> str:
        """The secret, once it is confirmed by a code."""
        await self.confirm(clave)
        missing = await self.call("GET", f"{ACCOUNT}authenticators/totp")
        assert missing.status_code == 404, missing.text
        secret: str = missing.json()["meta"]["secret"]
        done = await self.call("POST", f"{ACCOUNT}authenticators/totp", {"code": code_of(secret)})
        assert done.status_code == 200, done.text
        return secret

    async def yo(self) -> httpx.Response:
        return await self.http.get("/api/soporte/yo/")


def code_of(secret: str, *, at: float | None = None) -> str:
    """What an authenticator application shows (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    step = int((time.time() if at is None else at) // 30)
    digest = hmac.digest(key, struct.pack(">Q", step), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
