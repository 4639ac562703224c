"""`ventanilla doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import installation
from ..environment import Environment
from ..problems import CommandError

if TYPE_CHECKING:
    from ..checkup import Finding


def run(url: str | None) -> None:
    """Says what it finds; fails where something is wrong."""
    wrong = 0
    # The operator's own database is looked at, not touched.
    migrates = False if Environment.read().database_url else None
    with installation.opened(migrates=migrates) as environment:
        for finding in _look(environment, url):
            print(
                f"✓ {finding.what}" if finding.is_well else f"✗ {finding.what}\n    → {finding.fix}",
                flush=True,
            )
            wrong += not finding.is_well
    if wrong:
        raise CommandError("una cosa está mal" if wrong == 1 else f"{wrong} cosas están mal")


def _look(environment: Environment, url: str | None) -> Iterator[Finding]:
    from .. import checkup, schemas

    if schemas.pending():
        # Without its tables nothing more can be asked.
        yield checkup.database()
        yield checkup.migrations()
        return
    yield from checkup.everything(environment)
    if url:
        from ..handshake import sockets

        yield sockets(url)
