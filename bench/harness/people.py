"""Tokens for clientes and agents, and the files of them that the generator reads."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

TOKEN_SECRET = "the peers of the benchmark share this secret"
LIFE_S = 24 * 3600


def slugs(tenants: int) -> list[str]:
    return [f"t{number:04}" for number in range(1, tenants + 1)]


def host_of(slug: str) -> str:
    return f"{slug}.localhost"


def sign(claims: dict[str, object], secret: str) -> str:
    """HS256, and good for a day."""
    head = _base64(json.dumps({"alg": "HS256", "typ": "JWT"}, separators=(",", ":")).encode())
    body = _base64(json.dumps({**claims, "exp": int(time.time()) + LIFE_S}, separators=(",", ":")).encode())
    signature = hmac.new(secret.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{_base64(signature)}"


def clientes(count: int, tenants: int, secret_of: Callable[[str], str], *, prefix: str = "c") -> list[tuple[str, str]]:
    """(host, token), spread evenly over the tenants."""
    known = slugs(tenants)
    found = []
    for number in range(count):
        slug = known[number % tenants]
        claims: dict[str, object] = {"sub": f"{prefix}{number}", "aud": slug, "nombre": f"Cliente {number}"}
        found.append((host_of(slug), sign(claims, secret_of(slug))))
    return found


def write(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
    return path


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
