"""The variables that the server reads: found by letting it read them."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest

from .files import ROOT

# Without these, those that go with them are not asked for.
GIVEN = {
    "VENTANILLA_S3_BUCKET": "archivos",
    "VENTANILLA_OIDC_ISSUER": "https://cuentas.example",
    "VENTANILLA_OIDC_CLIENT_ID": "ventanilla",
    "VENTANILLA_OIDC_CLIENT_SECRET": "secreto",
}
BEFORE_DJANGO = ("logs.py", "cli.py")
"""They read the environment by themselves."""


class Overheard(dict[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, given: dict[str, str]) -> None:
        super().__init__(given)
        self.asked: set[str] = set()

    def get(self, name: str, default: Any = None) -> Any:
        self.asked.add(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)


def variables() -> set[str]:
    from ventanilla.server.environment import Environment

    overheard = Overheard(GIVEN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "environ", overheard)
        Environment.read()
    server = ROOT / "src" / "ventanilla" / "server"
    others = {
        name for file in BEFORE_DJANGO for name in re.findall(r'environ\.get\("([A-Z_]+)"', (server / file).read_text())
    }
    return overheard.asked | others
