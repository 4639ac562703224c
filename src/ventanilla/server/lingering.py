"""The end of a server behind a proxy, unnoticed: a connection that is kept alive is closed after its next answer."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

LINGER_S = 2.0
"""How long a connection on which nothing comes is kept while the server ends."""
CLOSES = (b"connection", b"close")


class LingeringHttp(HttpToolsProtocol):
    """uvicorn's protocol, but for its end. uvicorn closes idle connections at once; a proxy that sends a request on one
    in that moment can't know whether it was read, so it must not send a POST again and answers 502."""

    _ends: asyncio.TimerHandle | None = None

    def shutdown(self) -> None:
        if not self.config.proxy_headers or self._is_answering:
            super().shutdown()
            return
        if CLOSES not in self.server_state.default_headers:
            self.server_state.default_headers.append(CLOSES)
        self._ends = self.loop.call_later(LINGER_S, super().shutdown)

    def handle_websocket_upgrade(self) -> None:
        if self._ends is None:
            super().handle_websocket_upgrade()
            return
        self.transport.write(b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._ends is not None:
            self._ends.cancel()
        super().connection_lost(exc)

    @property
    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete
