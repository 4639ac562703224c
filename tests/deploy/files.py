"""Where the files of deploy/ are, what they say, and which programs of this machine can read them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "ventanilla"
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent), "/usr/sbin"])


def texts() -> dict[str, str]:
    return {path.relative_to(DEPLOY).as_posix(): path.read_text() for path in DEPLOY.rglob("*") if path.is_file()}


def read(name: str) -> str:
    return (DEPLOY / name).read_text()


def parsed(name: str) -> Any:
    return yaml.safe_load(read(name))


def program(name: str) -> str:
    """Its path; where this machine has none, the test is skipped."""
    found = shutil.which(name, path=PATH)
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


def said_by(*command: str | Path, succeeds: bool = True) -> str:
    """All that it prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode == 0) is succeeds, done.stdout + done.stderr
    return done.stdout + done.stderr
