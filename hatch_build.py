"""A wheel holds the front ends, so that whoever installs it needs no Node: they are built where they are not yet."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = ("console/index.html", "widget/widget.js", "demo/saas.html")
SKIP = "VENTANILLA_SKIP_FRONTEND"
"""Set: what is built is taken as it is."""


class FrontEnds(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises RuntimeError where a wheel would come without its pages. An editable install builds nothing."""
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        static = root / "src" / "ventanilla" / "static" / "ventanilla"
        pages = [static / name for name in BUILT]
        if not os.environ.get(SKIP) and (root / "web").is_dir() and _are_outdated(pages, root / "web"):
            _build(root / "web")
        if missing := [page.relative_to(root).as_posix() for page in pages if not page.exists()]:
            raise RuntimeError(f"the front ends are not built: {', '.join(missing)}")


def _are_outdated(pages: list[Path], web: Path) -> bool:
    if not all(page.exists() for page in pages):
        return True
    oldest = min(page.stat().st_mtime for page in pages)
    return any(path.stat().st_mtime > oldest for path in _sources(web))


def _sources(web: Path) -> list[Path]:
    found: list[Path] = []
    for folder, names, files in os.walk(web):
        names[:] = [name for name in names if name not in ("node_modules", "dist")]
        found += [Path(folder) / name for name in files]
    return found


def _build(web: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("the front ends are not built, and there is no npm to build them: install Node 20 or later")
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *command], cwd=web, check=True)
