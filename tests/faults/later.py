"""Run as a program: `ventanilla` as a later version may be. Its hints tell more than today's, and there are new ones.

python -m tests.faults.later serve --port 8001
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ventanilla.bus import Hint
from ventanilla.bus.network import NetworkBus
from ventanilla.server.cli import main


class LaterHint(Hint, frozen=True, array_like=True):
    later: str = "what today's version does not know"


def later(hint: Hint) -> Hint:
    return LaterHint(**msgspec.structs.asdict(hint))


def begin() -> None:
    publish = NetworkBus.publish

    def publish_more(self: NetworkBus, hints: Sequence[Hint]) -> None:
        new = [Hint("reaction", hint.schema, hint.cliente_id, hint.chat_id, frame="{}") for hint in hints[:1]]
        publish(self, [*new, *map(later, hints)])

    NetworkBus.publish = publish_more  # type: ignore[method-assign]


if __name__ == "__main__":
    begin()
    main()
