"""A POST to a server that a browser named: by TLS, and never to a neighbour of ours, whatever its name resolves to."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

PATIENCE = 10.0
"""Seconds for each step of a call."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotOutside(ValueError):
    """That address is none to which this server sends anything."""


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    retry_after: float | None
    """Seconds, where the server asked for them."""


def check(url: str, *, private: bool = False) -> None:
    """Raises NotOutside. A name that resolves to nothing now passes: it is looked up again when it is called."""
    parts = _parts(url, private=private)
    try:
        addresses(parts, private=private)
    except OSError:
        return


def post(url: str, body: bytes, headers: Mapping[str, str], *, private: bool = False) -> Answered:
    """What the server says; a redirect is an answer like any other. Raises NotOutside, OSError, HTTPException."""
    parts = _parts(url, private=private)
    line = _line(parts, addresses(parts, private=private)[0])
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        line.request("POST", path, body, dict(headers))
        response = line.getresponse()
        response.read(4096)
        return Answered(response.status, _seconds(response.getheader("Retry-After")))
    finally:
        line.close()


def addresses(parts: SplitResult, *, private: bool = False) -> list[str]:
    """What the host resolves to. One that is not public spoils them all. Raises NotOutside, OSError."""
    found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    resolved = [str(each[4][0]) for each in found]
    if not private and not all(_is_public(address) for address in resolved):
        raise NotOutside("the address is inside this network")
    return resolved


def _parts(url: str, *, private: bool) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NotOutside("no address") from None
    if not url.isascii() or any(sign <= " " for sign in url) or not parts.hostname or parts.username or parts.password:
        raise NotOutside("no address of a push service")
    if not private and (parts.scheme != "https" or port not in (None, 443)):
        raise NotOutside("only by https")
    if parts.scheme not in ("http", "https"):
        raise NotOutside("only by https")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        # Each of these is another's address in disguise.
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(str(inner))
    return address.is_global and not address.is_multicast


def _line(parts: SplitResult, address: str) -> http.client.HTTPConnection:
    """Connects to the address that was looked at: the name is not asked again, which could say another one then."""
    host, port = parts.hostname or "", _port(parts)
    if parts.scheme == "http":
        plain = http.client.HTTPConnection(host, port, timeout=PATIENCE)
        plain.sock = socket.create_connection((address, port), PATIENCE)
        return plain
    context = ssl.create_default_context()
    line = http.client.HTTPSConnection(host, port, timeout=PATIENCE, context=context)
    raw = socket.create_connection((address, port), PATIENCE)
    try:
        line.sock = context.wrap_socket(raw, server_hostname=host)
    except BaseException:
        raw.close()
        raise
    return line


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isascii() and text.isdigit() else None
