"""Ids of chats that come from elsewhere. An id names one chat of the installation, and no other after it."""

from __future__ import annotations

import psycopg

from .. import schemas
from .archive import ArchiveError

SEQUENCE = "public.ventanilla_chat_id"
HIGHEST = 2**52
"""Well below what a browser's numbers can tell apart."""
LOCK_WAIT = "2s"
"""Whoever waits longer holds up all who open a chat."""
TRIES = 10


def reserve(lowest: int, highest: int) -> int:
    """What is added to each of these ids: 0 where none of them was ever given here. Nobody else will get them.

    One number for all: a cliente's chats stay in order. Committed at once, whatever becomes of the import: ids are not
    taken back. Raises ArchiveError.
    """
    for _ in range(TRIES):
        try:
            return _reserve(lowest, highest)
        except psycopg.errors.LockNotAvailable:
            continue
    raise ArchiveError("se abren chats sin parar: no se consigue apartar números para los que vienen; repítelo")


def _reserve(lowest: int, highest: int) -> int:
    with psycopg.connect(**schemas.connection_arguments()) as connection:
        connection.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
        # A change that changes nothing, for its lock: until the commit nobody is given an id.
        connection.execute(f"ALTER SEQUENCE {SEQUENCE} OWNED BY NONE")
        row = connection.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {SEQUENCE}").fetchone()
        assert row is not None
        last: int = row[0]
        shift = 0 if lowest > last else last + 1 - lowest
        if lowest < 1 or highest + shift > HIGHEST:
            raise ArchiveError("los números de sus chats no pueden ser")
        connection.execute(f"SELECT setval('{SEQUENCE}', %s)", [highest + shift])
    return shift
