"""The whole installation as a folder: a dump of its database, its files, and what tells whether it is whole.

`taking` makes one while servers run, `restoring` puts one into a database in which nothing would be lost. A folder
counts as a backup by its manifest, which is written last.
"""

from .manifest import BackupError

__all__ = ["BackupError"]
