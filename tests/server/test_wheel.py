"""What `pip install ventanilla` gets: all of the package, the front ends built, and nothing that belongs elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "ventanilla"


def build(root: Path, into: Path) -> subprocess.CompletedProcess[str]:
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--wheel-dir", str(into)]
    return subprocess.run(
        [sys.executable, "-m", "pip", "wheel", str(root), *options],
        env={**os.environ, "VENTANILLA_SKIP_FRONTEND": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    into = tmp_path_factory.mktemp("wheel")
    done = build(ROOT, into)
    assert done.returncode == 0, done.stderr
    [wheel] = into.glob("ventanilla-*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_it_holds_every_module_and_every_page(names: set[str]) -> None:
    modules = {f"ventanilla/{path.relative_to(SOURCES).as_posix()}" for path in SOURCES.rglob("*.py")}
    assert modules - names == set()
    static = SOURCES / "static"
    pages = {f"ventanilla/static/{path.relative_to(static).as_posix()}" for path in static.rglob("*") if path.is_file()}
    assert len(pages) > 100
    assert pages - names == set()


def test_it_holds_nothing_else(names: set[str]) -> None:
    assert [name for name in names if not name.startswith(("ventanilla/", "ventanilla-"))] == []
    assert [
        name for name in names if "__pycache__" in name or "node_modules" in name or "test" in Path(name).name
    ] == []


def test_one_without_its_pages_is_not_made(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    (bare / "src" / "ventanilla").mkdir(parents=True)
    (bare / "src" / "ventanilla" / "__init__.py").write_text("")
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        (bare / name).write_bytes((ROOT / name).read_bytes())
    done = build(bare, tmp_path)
    assert done.returncode != 0
    assert (
        "the front ends are not built: src/ventanilla/static/ventanilla/console/index.html" in done.stdout + done.stderr
    )
