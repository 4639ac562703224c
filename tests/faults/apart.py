"""A machine of its own for a node, as far as the network goes: a namespace with one wire to the proxy and one to
the bus, which can be cut without anybody being told."""

from __future__ import annotations

import os
import shutil
import subprocess


class Apart:
    proxy_side, own = "10.213.1.1", "10.213.1.2"
    bus, bus_side = "10.213.2.1", "10.213.2.2"

    def __init__(self) -> None:
        self.name = f"ventanilla{os.getpid()}"
        # What a wire is called has 15 characters at most.
        self._wires = [f"vt{number}-{os.getpid()}" for number in (1, 2)]

    @staticmethod
    def is_possible() -> bool:
        """Only root may, and not in every container."""
        if os.getuid() != 0 or not shutil.which("ip"):
            return False
        return subprocess.run(["unshare", "-n", "ip", "link"], capture_output=True, check=False).returncode == 0

    @property
    def inside(self) -> tuple[str, ...]:
        """Before a command that runs there."""
        return "ip", "netns", "exec", self.name

    def make(self) -> None:
        _ip("netns", "add", self.name)
        _ip(*self.inside[1:], "ip", "link", "set", "lo", "up")
        ends = ((self.proxy_side, self.own), (self.bus, self.bus_side))
        for wire, (here, there) in zip(self._wires, ends, strict=True):
            _ip("link", "add", wire, "type", "veth", "peer", "name", "there", "netns", self.name)
            _ip("address", "add", f"{here}/30", "dev", wire)
            _ip("link", "set", wire, "up")
            _ip(*self.inside[1:], "ip", "link", "set", "there", "name", wire)
            _ip(*self.inside[1:], "ip", "address", "add", f"{there}/30", "dev", wire)
            _ip(*self.inside[1:], "ip", "link", "set", wire, "up")

    def cut_the_bus(self) -> None:
        """What is sent either way goes nowhere; no connection breaks."""
        _ip("link", "set", self._wires[1], "down")

    def mend_the_bus(self) -> None:
        _ip("link", "set", self._wires[1], "up")

    def destroy(self) -> None:
        """Its wires go with it."""
        _ip("netns", "delete", self.name)


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr)
