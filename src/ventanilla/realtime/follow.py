"""Following one chat by seq, without I/O: what may be sent now, what is known already, where something is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..bus import Hint

Verdict = Literal["send", "known", "gap"]


@dataclass(slots=True)
class Follow:
    """A connection's place in a chat. Every view is a prefix of the log: seq goes up by one or not at all."""

    chat_id: int
    seq: int
    cerrado: bool = False

    def hear(self, hint: Hint) -> Verdict:
        """What to do with a hint about this chat; `send` has moved the place."""
        match hint.kind:
            case "chat_message":
                return self._place(hint.seq, has_frame=bool(hint.frame))
            case "chat_closed":
                return self._close(hint.seq)
            case _:
                return "known"

    def _place(self, seq: int, *, has_frame: bool) -> Verdict:
        if seq <= self.seq:
            return "known"
        if seq > self.seq + 1 or not has_frame:
            return "gap"
        self.seq = seq
        return "send"

    def _close(self, last: int) -> Verdict:
        if self.cerrado:
            return "known"
        if self.seq < last:
            return "gap"
        self.cerrado = True
        return "send"
