"""Tokens as a forger, a careless host or an attacker would make them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from functools import cache
from typing import Any

from tests.people import in_public


@cache
def secret_of(tenant: str) -> str:
    """The key with which the tenant's host application signs."""

    def look() -> str:
        from ventanilla.tenancy import by_slug

        found = by_slug(tenant)
        assert found is not None
        return found.secreto

    return str(in_public(look))


def claims_for(tenant: str, cliente_id: Any, **more: Any) -> dict[str, Any]:
    return {"sub": cliente_id, "aud": tenant, "exp": int(time.time()) + 600, **more}


def sign(claims: Any, secret: str | bytes, *, alg: str = "HS256", **header: Any) -> str:
    """By hand: a library would refuse to make most of these."""
    parts = [_encoded({"alg": alg, "typ": "JWT", **header}), _encoded(claims)]
    key = secret.encode() if isinstance(secret, str) else secret
    digest = hmac.new(key, ".".join(parts).encode(), hashlib.sha256).digest()
    return ".".join([*parts, base64.urlsafe_b64encode(digest).rstrip(b"=").decode() if alg != "none" else ""])


def _encoded(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()
