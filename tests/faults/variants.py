"""Run as a program: two nodes in one process, with the real engine or a changed one: `variants NAME+NAME PORT PORT`."""

from __future__ import annotations

import signal
import sys
import threading
import time

from uvicorn import Config, Server

from ventanilla.asgi import application

from .mutants import VARIANTS


def main() -> None:
    names, ports = sys.argv[1].split("+"), [int(port) for port in sys.argv[2:]]
    for name in names:
        if name != "real":
            VARIANTS[name]()
    # An engine for each event loop: two loops are two nodes, which know each other through the bus alone.
    servers = [Server(Config(application, port=port, lifespan="on", log_config=None, ws=PROTOCOL)) for port in ports]
    threads = [threading.Thread(target=server.run) for server in servers]

    def end(*_: object) -> None:
        for server in servers:
            server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    for server, thread in zip(servers, threads, strict=True):
        thread.start()
        while thread.is_alive() and not server.started:
            time.sleep(0.01)
    for thread in threads:
        thread.join()


PROTOCOL = "ventanilla.server.sockets:Socket"

if __name__ == "__main__":
    main()
