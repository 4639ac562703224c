"""A bus that may do everything that a bus of hints may do: lose, double, delay and reorder what other nodes say."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence

from ventanilla.bus import Hint, PostgresBus


class FaultyBus(PostgresBus):
    """What happens in its own process is heard as ever; of what comes from elsewhere, a third is spared."""

    def __init__(self, *, seed: int = 0) -> None:
        super().__init__()
        self._rng = random.Random(seed)
        self._is_publishing = False

    def publish(self, hints: Sequence[Hint]) -> None:
        self._is_publishing = True
        try:
            super().publish(hints)
        finally:
            self._is_publishing = False

    def _tell(self, hint: Hint) -> None:
        luck = self._rng.random()
        if self._is_publishing or luck < 0.34:
            super()._tell(hint)
        elif luck < 0.56:
            pass
        elif luck < 0.78:
            super()._tell(hint)
            super()._tell(hint)
        else:
            asyncio.get_running_loop().call_later(self._rng.random() * 0.3, super()._tell, hint)
