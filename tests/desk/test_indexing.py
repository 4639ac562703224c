"""How much of what was said one look takes: no more than its share, the oldest first, and nothing is left behind."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ventanilla.desk.indexing import MESSAGES, _share

behinds = st.lists(st.integers(0, 2 * MESSAGES), max_size=30)


def rows_of(behind: list[int], taken: dict[int, int]) -> list[dict[str, Any]]:
    """Chat n has said so much; of it this was taken."""
    return [
        {"chat_id": n, "schema_name": f"s{n % 3}", "cliente_id": "5", "ultimo_seq": said, "taken": taken.get(n, 0)}
        for n, said in enumerate(behind)
    ]


@given(behinds)
def test_a_look_takes_its_share_and_no_more(behind: list[int]) -> None:
    taken, _ = _share(rows_of(behind, {}))
    chats = [chat for some in taken.values() for chat in some]
    assert sum(chat.upto - chat.taken for chat in chats) == min(MESSAGES, sum(behind))
    assert [chat.chat_id for chat in sorted(chats)] == sorted(chat.chat_id for chat in chats)


@given(behinds)
def test_look_after_look_everything_is_taken_once(behind: list[int]) -> None:
    known: dict[int, int] = {}
    begin = 0
    for _ in range(sum(behind) // MESSAGES + 2):
        rows = rows_of(behind, known)[begin:]
        taken, last = _share(rows)
        for chat in (chat for some in taken.values() for chat in some):
            assert chat.taken == known.get(chat.chat_id, 0), "no gap, nothing twice"
            known[chat.chat_id] = chat.upto
        if last is not None:
            begin = last["chat_id"] + 1
    assert known == {n: said for n, said in enumerate(behind) if said}
    assert begin == len(behind), "the mark has passed whatever is done, and nothing that is not"
