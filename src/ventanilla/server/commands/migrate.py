"""`ventanilla migrate`: all schemas brought up to date, in sight; `--plan`: what that would do."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from .. import installation

SHOWN = 20
"""Failures told one by one."""


def run(*, jobs: int) -> None:
    """Exits with 1 where a tenant could not be brought up to date; the others are all the same."""
    with installation.opened(migrates=False):
        from .. import schemas, tenants

        with _Bar() as bar:
            report = schemas.migrate(bar, jobs=jobs)
        tenants.ensure_public()
    if report is None:
        print("Base de datos al día: no había nada que hacer.")
        return
    if not report.failed:
        print("Base de datos al día.")
        return
    for schema, why in list(report.failed.items())[:SHOWN]:
        print(f"No se ha podido: {schema}: {why}", file=sys.stderr)
    if len(report.failed) > SHOWN:
        print(f"… y {len(report.failed) - SHOWN} más", file=sys.stderr)
    print(
        f"{len(report.done)} tenants al día y {len(report.failed)} no. Arregla lo que dicen y vuelve a ejecutar"
        " «ventanilla migrate»: sigue por donde iba.",
        file=sys.stderr,
    )
    sys.exit(1)


def show_plan() -> None:
    with installation.opened(migrates=False):
        from .. import schemas

        lines = schemas.plan()
    print("\n".join(lines) if lines else "Nada: la base de datos está al día.")


class _Bar:
    """Drawn once there is something to show; away from a terminal only its end is."""

    def __init__(self) -> None:
        columns = (TextColumn("Tenants"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=Console(stderr=True, highlight=False))
        self._task = self._progress.add_task("", total=None)

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress.live.is_started:
            self._progress.stop()

    def shared(self) -> None:
        self._progress.console.print("Migrando: esquema public")

    def begins(self, tenants: int) -> None:
        self._progress.update(self._task, total=tenants)
        self._progress.start()

    def done(self, schema: str) -> None:
        self._progress.advance(self._task)

    def failed(self, schema: str, why: str) -> None:
        self._progress.advance(self._task)
