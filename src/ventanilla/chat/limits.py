"""How fast one cliente may write, and one tenant: token buckets in this process, over all of their tabs and calls.

Over a limit there is a clear refusal and nothing is stored; the client keeps the text and sends it again.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from ..conf import conf
from .errors import TooFast
from .people import ClienteCaller

BURST = 3
"""Times the rate."""
UPLOADS_AT_ONCE = 20
"""Twice what one message may name."""
REMEMBERED = 50_000


@dataclass(slots=True)
class Bucket:
    level: float
    at: float

    def take(self, *, rate: float, burst: float, now: float) -> float:
        """0 where one more may pass, else the seconds until it may."""
        self.level = min(rate * burst, self.level + (now - self.at) * rate)
        self.at = now
        if self.level >= 1:
            self.level -= 1
            return 0
        return (1 - self.level) / rate


_buckets: OrderedDict[tuple[str, str], Bucket] = OrderedDict()
EVERYONE = ""
"""In the place of a cliente_id, which is never empty: the tenant's own bucket."""


def take(caller: ClienteCaller) -> None:
    """One message of the cliente's allowance is used, and of their tenant's. Raises TooFast."""
    limits, own = conf(), caller.tenant.limites
    each = own.get("por_cliente") or limits.rate_limit
    if each <= 0:
        return
    # One's own first: who is refused takes nothing from their neighbours.
    _take(caller.tenant.schema, caller.cliente_id, each)
    if (everyone := own.get("por_tenant") or limits.tenant_rate_limit) > 0:
        _take(caller.tenant.schema, EVERYONE, everyone)


def take_upload(caller: ClienteCaller) -> None:
    """One file of the cliente's allowance is used. Raises TooFast."""
    limits = conf()
    if limits.rate_limit > 0 and limits.upload_rate_limit > 0:
        _take(f"{caller.tenant.schema} files", caller.cliente_id, limits.upload_rate_limit, burst=UPLOADS_AT_ONCE)


def _take(schema: str, cliente_id: str, rate: float, *, burst: float = 0) -> None:
    key = (schema, cliente_id)
    times = burst / rate if burst else BURST
    now = time.monotonic()
    bucket = _buckets.get(key)
    if bucket is None:
        bucket = _buckets[key] = Bucket(rate * times, now)
        if len(_buckets) > REMEMBERED:
            _buckets.popitem(last=False)
    else:
        _buckets.move_to_end(key)
    if wait := bucket.take(rate=rate, burst=times, now=now):
        raise TooFast(wait)
