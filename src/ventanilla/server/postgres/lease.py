"""Using the embedded PostgreSQL: whoever holds a lease finds it running."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from .places import DATABASE, OWNER, Lock, Places

MOMENT_S = 0.01
PATIENCE_S = 60


class PostgresError(Exception):
    """The embedded PostgreSQL can't be had; the text says why, and what to do."""


@contextmanager
def running(data_dir: Path, *, durable: bool = True) -> Iterator[str]:
    """A PostgreSQL under `data_dir` runs while inside; gives its URL.

    Started where it is not running, and stopped afterwards where nobody else uses it. `durable=False` (tests alone)
    is quicker, and survives the death of any process but not of the machine; it counts only for whoever starts it.
    Raises PostgresError.
    """
    places = Places.under(data_dir)
    try:
        places.prepare()
        lease, keeper = _take(places, durable=durable)
    except OSError as error:
        raise PostgresError(f"no se puede usar el directorio de datos {places.data}: {error.strerror}") from error
    try:
        url = address(data_dir)
        if url is None:
            raise PostgresError(f"PostgreSQL se fue al arrancar: mira {places.log}")
        yield url
    finally:
        _give_back(places, lease, keeper)


def address(data_dir: Path) -> str | None:
    """The URL of the PostgreSQL that runs under `data_dir`, or None."""
    folder = Places.under(data_dir).socket_folder()
    return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(folder), safe='')}" if folder else None


Keeper = subprocess.Popen[str] | None


def _take(places: Places, *, durable: bool) -> tuple[Lock, Keeper]:
    with Lock(places.turn) as turn:
        turn.wait_exclusive()
        lease = Lock(places.lease)
        try:
            keeper = _join(places, lease, durable=durable)
        except BaseException:
            lease.close()
            raise
        return lease, keeper


def _join(places: Places, lease: Lock, *, durable: bool) -> Keeper:
    # A keeper that holds the lease alone is stopping: wait it out, then start the next one.
    deadline = time.monotonic() + PATIENCE_S
    while not lease.try_shared():
        if time.monotonic() > deadline:
            raise PostgresError(f"PostgreSQL no se detiene: mira {places.log}")
        time.sleep(MOMENT_S)
    return None if _kept(places) else _start_keeper(places, durable=durable)


def _start_keeper(places: Places, *, durable: bool) -> Keeper:
    source = str(Path(__file__).parents[3])
    keeper = subprocess.Popen(
        [
            sys.executable,
            "-P",
            "-m",
            f"{__package__}.keeper",
            str(places.data),
            "durable" if durable else "fast",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd="/",
        # Away from the terminal: Ctrl-C is for the command, which then stops PostgreSQL in good order.
        start_new_session=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH")])),
        },
    )
    assert keeper.stdout is not None
    with keeper.stdout as said:
        answer = said.readline().strip()
    if answer != "ready":
        keeper.wait()
        raise PostgresError(answer or f"PostgreSQL no arrancó: mira {places.log}")
    return keeper


def _give_back(places: Places, lease: Lock, keeper: Keeper) -> None:
    """Where this was the last lease, PostgreSQL and its keeper are gone afterwards."""
    with Lock(places.turn) as turn:
        turn.wait_exclusive()
        lease.close()
        deadline = time.monotonic() + PATIENCE_S
        while _kept(places) and not _used(places) and time.monotonic() < deadline:
            time.sleep(MOMENT_S)
    if keeper is not None:
        keeper.poll()


def _kept(places: Places) -> bool:
    with Lock(places.keeper) as keeper:
        return not keeper.try_exclusive()


def _used(places: Places) -> bool:
    """Somebody holds a lease. The keeper's exclusive hold on it means that nobody does."""
    with Lock(places.lease) as alone:
        if alone.try_exclusive():
            return False
    with Lock(places.lease) as together:
        return together.try_shared()
