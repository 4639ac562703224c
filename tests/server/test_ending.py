"""A server that ends: a proxy's connections are closed after an answer and never under a request."""

from __future__ import annotations

import http.client
import signal
import time

import pytest

from tests.installation import Server, serving

from .machine import eventually

UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "x" * 24,
}


def kept(server: Server) -> http.client.HTTPConnection:
    """A connection on which an answer came, and which both sides keep."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    assert asked(line).getheader("connection") is None
    return line


def _is_the_last(answer: http.client.HTTPResponse) -> bool:
    assert answer.status == 200
    return answer.getheader("connection") == "close"


def asked(line: http.client.HTTPConnection, **headers: str) -> http.client.HTTPResponse:
    line.request("GET", "/healthz", headers=headers)
    answer = line.getresponse()
    answer.read()
    return answer


@pytest.mark.parametrize("workers", ["1", "2"])
def test_behind_a_proxy_what_comes_on_a_kept_connection_is_answered(database: None, workers: str) -> None:
    with serving("--workers", workers, VENTANILLA_TRUST_FORWARDED="1") as server:
        lines = [kept(server) for _ in range(6)]
        server.process.send_signal(signal.SIGTERM)
        for line in lines:
            # Until its worker has heard the signal it goes on as ever; then it says so, with an answer.
            eventually(lambda line=line: _is_the_last(asked(line)), within=5)  # type: ignore[misc]
        began = time.monotonic()
        assert server.process.wait(timeout=10) == 0
        assert time.monotonic() - began < 1.9, "nobody is waited for who has gone"


def test_behind_a_proxy_a_connection_on_which_nothing_comes_is_closed_soon(database: None) -> None:
    with serving(VENTANILLA_TRUST_FORWARDED="1") as server:
        line = kept(server)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=10) == 0
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            asked(line)


def test_no_socket_begins_on_a_server_that_ends(database: None) -> None:
    with serving(VENTANILLA_TRUST_FORWARDED="1") as server:
        line = kept(server)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        line.request("GET", "/ws/chat/soporte/", headers=UPGRADE)
        assert line.getresponse().status == 503


def test_without_a_proxy_it_ends_at_once(database: None) -> None:
    with serving() as server:
        line = kept(server)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            asked(line)
