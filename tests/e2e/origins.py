"""Which other origins a tenant of the demo lists."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx

from ..server.machine import PROGRAM, eventually
from .demo import Demo


def allow(demo: Demo, tenant: str, origin: str) -> None:
    """Pages of that origin may call from now on, beside the tenant's own, which always may."""
    demo.run(PROGRAM, "tenant", "origins", tenant, "--add", origin)
    eventually(lambda: may_call(demo, tenant, origin))


def may_call(demo: Demo, tenant: str, origin: str) -> bool:
    answer = httpx.options(
        f"http://127.0.0.1:{demo.port}/api/chat/soporte/",
        headers={
            "Host": urlsplit(demo.origin(tenant)).netloc,
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
        },
    )
    return answer.headers.get("access-control-allow-origin") == origin
