"""What a proxy asks before it fetches a certificate: is that domain one of ours?"""

from __future__ import annotations

import httpx
import pytest

from tests.installation import Server


@pytest.mark.parametrize(
    ("domain", "status"),
    [
        ("localhost", 200),
        ("acme.localhost", 200),
        ("evil.example", 404),
        ("", 404),
        ("a b", 404),
        ("acme.localhost.", 200),
    ],
)
def test_a_domain_is_known_or_not(domain: str, status: int, server: Server) -> None:
    asked = httpx.get(f"http://127.0.0.1:{server.port}/domainz", params={"domain": domain})
    assert asked.status_code == status


def test_without_one_it_is_none(server: Server) -> None:
    assert httpx.get(f"http://127.0.0.1:{server.port}/domainz").status_code == 404
