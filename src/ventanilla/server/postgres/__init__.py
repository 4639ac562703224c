"""The embedded PostgreSQL: a server of one's own under the data directory, for as long as somebody uses it.

Each command that needs the database holds a lease (a shared flock). A keeper process starts PostgreSQL,
restarts it where it dies, and stops it when the last lease is gone, however its holder ended: a flock
dies with its process, so a kill -9 leaves nothing to clean up.
"""

from .lease import PostgresError, address, running

__all__ = ["PostgresError", "address", "running"]
