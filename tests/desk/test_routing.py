"""Who gets which chat: decided without a database."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ventanilla.desk.routing import LONG_AGO, Candidate, Rules, Waiting, decide

NOW = datetime(2026, 11, 26, 10, tzinfo=UTC)
TURNS = {None: Rules("turnos", to_earlier=True, open=True)}
LEAST = {None: Rules("menos_carga", to_earlier=True, open=True)}


def chat(chat_id: int, *, schema: str = "acme", team: int | None = None, before: int | None = None) -> Waiting:
    return Waiting(chat_id, schema, team, before)


def agente(id: int, *, room: int = 10, load: int = 0, ago: int = 0, teams: tuple[int, ...] = ()) -> Candidate:
    return Candidate(id, room, load, NOW - timedelta(minutes=ago) if ago else LONG_AGO, frozenset(teams))


def test_each_in_turn() -> None:
    given_ = decide([chat(n) for n in range(1, 6)], [agente(1), agente(2)], TURNS, NOW)
    assert given_ == [(1, 1), (2, 2), (3, 1), (4, 2), (5, 1)]


def test_whose_turn_it_is_was_kept_from_before() -> None:
    assert decide([chat(1)], [agente(1, ago=1), agente(2, ago=9)], TURNS, NOW) == [(1, 2)]


def test_who_has_least_gets_the_next() -> None:
    given_ = decide([chat(1), chat(2), chat(3)], [agente(1, load=2), agente(2, load=1)], LEAST, NOW)
    assert given_ == [(1, 2), (2, 1), (3, 2)]


def test_who_comes_back_goes_to_whom_they_know_if_that_one_has_room() -> None:
    known = agente(2, load=9, room=1)
    assert decide([chat(1, before=2)], [agente(1), known], LEAST, NOW) == [(1, 2)]
    assert decide([chat(1, before=2)], [agente(1), replace(known, room=0)], LEAST, NOW) == [(1, 1)]
    assert decide([chat(1, before=3)], [agente(1)], LEAST, NOW) == [(1, 1)], "who is not there is not waited for"
    afresh = {None: Rules("menos_carga", to_earlier=False, open=True)}
    assert decide([chat(1, before=2)], [agente(1), known], afresh, NOW) == [(1, 1)]


def test_by_hand_and_out_of_hours_nothing_is_given() -> None:
    for rules in (Rules("manual", True, open=True), Rules("turnos", True, open=False)):
        assert decide([chat(1)], [agente(1)], {None: rules}, NOW) == []


def test_a_teams_chat_waits_for_its_team() -> None:
    rules = {**TURNS, 7: Rules("turnos", True, open=True)}
    assert decide([chat(1, team=7)], [agente(1)], rules, NOW) == []
    assert decide([chat(1, team=7)], [agente(1), agente(2, teams=(7,))], rules, NOW) == [(1, 2)]
    by_hand = {**TURNS, 7: Rules("manual", True, open=True)}
    assert decide([chat(1, team=7), chat(2)], [agente(1, teams=(7,))], by_hand, NOW) == [(2, 1)]


def test_nobody_gets_what_they_may_not_see() -> None:
    of_globex = replace(agente(1), schemas=frozenset({"globex"}))
    assert decide([chat(1, schema="acme"), chat(2, schema="globex")], [of_globex], TURNS, NOW) == [(2, 1)]


@given(
    st.lists(st.tuples(st.sampled_from(["acme", "globex"]), st.sampled_from([None, 1, 2])), max_size=20),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), st.sampled_from([(), (1,), (1, 2)])), max_size=5),
    st.sampled_from(["turnos", "menos_carga"]),
)
def test_whatever_waits_nobody_gets_too_much_and_who_could_take_it_does(chats, agents, how) -> None:  # type: ignore[no-untyped-def]
    waiting = [chat(n, schema=schema, team=team) for n, (schema, team) in enumerate(chats, start=1)]
    there = [agente(n, room=room, load=load, teams=teams) for n, (room, load, teams) in enumerate(agents, start=1)]
    rules = {team: Rules(how, True, open=True) for team in (None, 1, 2)}
    given_ = decide(waiting, there, rules, NOW)
    assert len({chat_id for chat_id, _ in given_}) == len(given_)
    taken = Counter(agente_id for _, agente_id in given_)
    rooms = {each.id: each.room for each in there}
    assert all(count <= rooms[agente_id] for agente_id, count in taken.items())
    left = [each for each in there if taken[each.id] < each.room]
    for one in waiting:
        if one.chat_id not in dict(given_):
            assert not any(each.takes(one) for each in left)
