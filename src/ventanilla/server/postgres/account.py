"""Whose process PostgreSQL is. It refuses to run as root, so root lends it an account without rights.

That account must reach the data and the programs, which may lie under a directory closed to it (/root, a private
temporary one). Opening those directories to everyone would be the easy way; instead the process keeps one capability.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

NAMES = ("ventanilla", "postgres", "pgserver")
CAP_DAC_OVERRIDE = 1
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP = 28, 1 << 2
LINUX_CAPABILITY_VERSION_3 = 0x20080522


@dataclass(frozen=True, slots=True)
class Account:
    """uid None = run as whoever runs us. `reach` = keep the right to pass closed directories."""

    uid: int | None = None
    gid: int | None = None
    reach: bool = False

    def becoming(self) -> Callable[[], None]:
        """What the child does between fork and exec."""
        libc = ctypes.CDLL(None, use_errno=True)

        def become() -> None:
            if self.uid is not None:
                if self.reach:
                    libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
                    # initdb asks access() for the program beside it, which forgets capabilities unless told not to.
                    libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
                os.setgroups([])
                os.setgid(self.gid or self.uid)
                os.setuid(self.uid)
                if self.reach:
                    _keep_reaching(libc)
                os.environ["HOME"] = "/"
            if sys.platform == "linux":
                # Fast shutdown where the keeper dies first. After setuid, which clears it.
                libc.prctl(PR_SET_PDEATHSIG, signal.SIGINT, 0, 0, 0)

        return become

    def owns(self, path: Path) -> None:
        if self.uid is not None:
            os.chown(path, self.uid, self.gid or self.uid)


def account_for(cluster: Path, programs: Path) -> Account:
    """As root: whoever owns the cluster already, else a service account. Otherwise: ourselves."""
    if os.geteuid() != 0:
        return Account()
    uid, gid = _owner_of(cluster) or _service_account()
    reach = not (_open_to_all(cluster.parent) and _open_to_all(programs))
    if reach and not _may_lend_reach():
        raise PermissionError(
            f"PostgreSQL no puede ser root, y su cuenta no puede entrar en {cluster.parent}: "
            "elige otro sitio con VENTANILLA_DATA_DIR (como /var/lib/ventanilla), o define DATABASE_URL"
        )
    return Account(uid, gid, reach)


def _owner_of(cluster: Path) -> tuple[int, int] | None:
    try:
        found = cluster.stat()
    except FileNotFoundError:
        return None
    return (found.st_uid, found.st_gid) if found.st_uid != 0 else None


def _service_account() -> tuple[int, int]:
    account = _known_account() or _new_account()
    return account.pw_uid, account.pw_gid


def _known_account() -> pwd.struct_passwd | None:
    for name in NAMES:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _new_account() -> pwd.struct_passwd:
    # initdb looks its own name up, so a bare uid would not do.
    useradd = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if useradd:
        subprocess.run(
            [useradd, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAMES[0]],
            capture_output=True,
            check=False,
        )
    return _known_account() or pwd.getpwnam("nobody")


def _open_to_all(folder: Path) -> bool:
    way = (folder, *folder.parents, *folder.glob("postgres"))
    return all(place.stat().st_mode & stat.S_IXOTH for place in way)


def _may_lend_reach() -> bool:
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return False
    permitted = next((line.split()[1] for line in status.splitlines() if line.startswith("CapPrm:")), "0")
    return bool(int(permitted, 16) >> CAP_DAC_OVERRIDE & 1)


def _keep_reaching(libc: ctypes.CDLL) -> None:
    bit = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(LINUX_CAPABILITY_VERSION_3, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
    libc.capset(header, effective_permitted_inheritable)
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)
