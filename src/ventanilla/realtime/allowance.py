"""How many frames one connection may send, whatever they are, where messages have a limit at all."""

from __future__ import annotations

import time

from ..chat.limits import Bucket
from ..conf import conf

FRAMES_A_SECOND = 50.0
"""For long."""
FRAMES_A_MESSAGE = 5.0
"""And at least so many times the limit of messages."""
FRAMES_BURST = 10
"""Times the rate."""


class Allowance:
    __slots__ = ("_bucket", "_rate")

    def __init__(self) -> None:
        limit = conf().rate_limit
        self._rate = max(FRAMES_A_SECOND, limit * FRAMES_A_MESSAGE) if limit > 0 else 0.0
        self._bucket: Bucket | None = None

    def take(self) -> bool:
        """Whether one more may come."""
        if not self._rate:
            return True
        now = time.monotonic()
        if self._bucket is None:
            self._bucket = Bucket(self._rate * FRAMES_BURST, now)
        return not self._bucket.take(rate=self._rate, burst=FRAMES_BURST, now=now)
