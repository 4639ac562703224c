"""Where the embedded PostgreSQL keeps things under the data directory, and the locks that say who uses it."""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

DATABASE = "ventanilla"
OWNER = "ventanilla"


@dataclass(frozen=True, slots=True)
class Places:
    """All paths of one data directory.

    `turn`: held while a lease is taken or given back. `lease`: held shared by each user of the database, exclusive
    by a keeper that has decided to stop. `keeper`: held by the keeper for as long as it lives.
    """

    data: Path

    @classmethod
    def under(cls, data_dir: Path) -> Places:
        return cls(data_dir.expanduser().resolve())

    @property
    def cluster(self) -> Path:
        return self.data / "postgres"

    @property
    def unfinished(self) -> Path:
        return self.data / "postgres.new"

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    @property
    def sockets(self) -> Path:
        """A file that names the folder of the socket: a path under the data directory may be too long for one."""
        return self.data / "run" / "sockets"

    @property
    def turn(self) -> Path:
        return self.data / "run" / "turn"

    @property
    def lease(self) -> Path:
        return self.data / "run" / "lease"

    @property
    def keeper(self) -> Path:
        return self.data / "run" / "keeper"

    def prepare(self) -> None:
        """The data directory exists, closed to others (root's may be passed through by PostgreSQL's account)."""
        if not self.data.exists():
            self.data.mkdir(parents=True, exist_ok=True)
            self.data.chmod(0o711 if os.geteuid() == 0 else 0o700)
        self.sockets.parent.mkdir(mode=0o700, exist_ok=True)

    def socket_folder(self) -> Path | None:
        try:
            return Path(self.sockets.read_text().strip())
        except FileNotFoundError:
            return None


class Lock:
    """A flock. It ends with the process that holds it, and is not handed down to its children."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def wait_exclusive(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def try_exclusive(self) -> bool:
        return self._try(fcntl.LOCK_EX)

    def try_shared(self) -> bool:
        return self._try(fcntl.LOCK_SH)

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Lock:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self._file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
