"""What somebody types into the search, read; and the piece of a message that is shown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.desk.query import FILTERS, Term, fold, read
from ventanilla.desk.search import START, STOP, fragment

TODAY = date(2026, 11, 26)


def terms(text: str) -> list[Term]:
    return read(text, today=TODAY).terms


def test_words_phrases_and_what_must_not_be_there() -> None:
    assert terms('pedido "no llega" -albarán fac') == [
        Term(("pedido",)),
        Term(("no", "llega")),
        Term(("albaran",), excluded=True),
        Term(("fac",), prefix=True),
    ]
    assert terms("pedido ") == [Term(("pedido",))], "a space ends the word"


def test_filters_are_no_words() -> None:
    query = read("tenant:acme ESTADO:Cerrados desde:ayer hasta:2026-11-26 factura", today=TODAY)
    assert query.filters == {"tenant": "acme", "estado": "cerrado", "desde": "2026-11-25", "hasta": "2026-11-26"}
    assert query.words == ["factura"]
    assert read('etiqueta:"muy urgente" x', today=TODAY).filters == {"etiqueta": "muy urgente"}
    assert read("desde:7d x", today=TODAY).filters == {"desde": "2026-11-19"}


@pytest.mark.parametrize("text", ["desde:luego x", "estado:raro x", "color:rojo x"])
def test_what_makes_no_sense_is_told_and_the_rest_is_searched(text: str) -> None:
    query = read(text, today=TODAY)
    assert len(query.notices) == 1
    assert query.filters == {}
    assert "x" in query.words


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read(text: str) -> None:
    query = read(text, today=TODAY)
    assert set(query.filters) <= set(FILTERS)
    assert all(term.words and all(word.isalnum() for word in term.words) for term in query.terms)


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_words_that_were_found_are_marked_in_what_was_written() -> None:
    marked = f"el {START}camion{STOP} no ha {START}llegado{STOP}"
    pieces = fragment("El camión no ha llegado", [marked])
    assert [(piece.texto, piece.marcado) for piece in pieces] == [
        ("El ", False),
        ("camión", True),
        (" no ha ", False),
        ("llegado", True),
    ]


def test_a_long_text_is_shown_around_the_first_of_them() -> None:
    text = f"{'a ' * 300}aquí{' b' * 300}"
    folded = f"{'a ' * 300}{START}aqui{STOP}{' b' * 300}"
    pieces = fragment(text, [folded])
    assert "aquí" in [piece.texto for piece in pieces if piece.marcado]
    assert pieces[0].texto == pieces[-1].texto == "…"
    assert sum(len(piece.texto) for piece in pieces) < 200


def test_where_folding_has_changed_the_length_nothing_is_marked() -> None:
    pieces = fragment("İstanbul", [f"{START}i̇stanbul{STOP}x"])
    assert not any(piece.marcado for piece in pieces)
    assert "".join(piece.texto for piece in pieces) == "İstanbul"
