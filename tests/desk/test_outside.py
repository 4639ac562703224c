"""The server calls no neighbour of its own, whatever address a browser gives it."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from ventanilla.desk import outside
from ventanilla.desk.outside import NotOutside


def resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def resolved(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolves_to(monkeypatch, "93.184.216.34", address)
    with pytest.raises(NotOutside):
        outside.check("https://push.example/abc")
    with pytest.raises(NotOutside):
        outside.post("https://push.example/abc", b"", {})


@pytest.mark.parametrize(
    "url",
    [
        "",
        "push.example/abc",
        "http://push.example/abc",
        "ftp://push.example/abc",
        "file:///etc/passwd",
        "https:///abc",
        "https://push.example:8443/abc",
        "https://push.example:port/abc",
        "https://ana:clave@push.example/abc",
        "https://push.example/a b",
        "https://push.example/a\r\nHost: otro",
        "https://púsh.example/abc",
        "https://[::1/abc",
    ],
)
def test_what_is_no_address_of_a_push_service_is_refused(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    resolves_to(monkeypatch, "93.184.216.34")
    with pytest.raises(NotOutside):
        outside.check(url)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_passes(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    resolves_to(monkeypatch, address)
    outside.check("https://push.example/abc?d=1")
    outside.check("https://push.example:443/abc")


def test_the_address_that_was_looked_at_is_the_one_that_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves_to(monkeypatch, "93.184.216.34")
    called: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: Any) -> None:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(ConnectionRefusedError):
        outside.post("https://push.example/abc", b"", {})
    assert called == [("93.184.216.34", 443)]
