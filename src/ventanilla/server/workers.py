"""Worker processes of one `ventanilla serve`: none of them outlives it, however it ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

SUPERVISOR = "VENTANILLA_SUPERVISOR"
PR_SET_PDEATHSIG = 1


def announce_supervisor() -> None:
    """This process is the one that the workers it starts belong to."""
    os.environ[SUPERVISOR] = str(os.getpid())


def end_with_supervisor() -> None:
    """In a worker: a supervisor that was killed takes it along, so that the port is free for the next start."""
    supervisor = os.environ.get(SUPERVISOR)
    if sys.platform != "linux" or supervisor in (None, str(os.getpid())):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if str(os.getppid()) != supervisor:
        os.kill(os.getpid(), signal.SIGTERM)
