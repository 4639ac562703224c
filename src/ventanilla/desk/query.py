"""What somebody typed into the search, read: words, phrases, what must not be there, and filters. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date, timedelta

FILTERS = ("tenant", "agente", "etiqueta", "desde", "hasta", "estado", "cliente")
TERMS = 12
_TOKEN = re.compile(r'(-)?(?:([^\W\d_]+):)?(?:"([^"]*)"?|(\S+))')
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_AGO = re.compile(r"(\d{1,4})d")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand there, one after the other; or must not."""

    words: tuple[str, ...]
    excluded: bool = False
    prefix: bool = False
    """The last one may go on: it is being typed."""


@dataclass(slots=True)
class Query:
    terms: list[Term] = field(default_factory=list)
    filters: dict[str, str] = field(default_factory=dict)
    notices: list[str] = field(default_factory=list)

    @property
    def words(self) -> list[str]:
        return [" ".join(term.words) for term in self.terms if not term.excluded]


def fold(text: str) -> str:
    """Letters without their accents, in lower case: as `ventanilla_fold` does."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not "\u0300" <= each <= "\u036f").lower()


def read(text: str, *, today: date) -> Query:
    """Never refuses: what makes no sense is told, and the rest is searched."""
    query = Query()
    for match in _TOKEN.finditer(text):
        minus, name, phrase, plain = match.groups()
        value = phrase if phrase is not None else plain
        if name and fold(name) in FILTERS:
            _filter(query, fold(name), value, today)
            continue
        if name:
            value = f"{name} {value}"
            if phrase is None and plain:
                query.notices.append(f"«{name}:» no es un filtro. Los hay de: {', '.join(FILTERS)}.")
        words = tuple(_WORD.findall(fold(value)))
        if words and len(query.terms) < TERMS:
            is_last = match.end() == len(text) and phrase is None and not minus
            query.terms.append(Term(words, excluded=bool(minus), prefix=is_last))
    return query


def _filter(query: Query, name: str, value: str, today: date) -> None:
    if not value:
        return
    if name in ("desde", "hasta"):
        day = _day(fold(value), today)
        if day is None:
            query.notices.append(f"«{name}:{value}» no es un día. Vale 2026-11-26, hoy, ayer o 7d.")
            return
        value = day.isoformat()
    if name == "estado":
        value = {"abiertos": "abierto", "cerrados": "cerrado"}.get(fold(value), fold(value))
        if value not in ("abierto", "cerrado", "todos"):
            query.notices.append("«estado:» es abierto o cerrado.")
            return
    query.filters[name] = value


def _day(text: str, today: date) -> date | None:
    if text in ("hoy", "today"):
        return today
    if text in ("ayer", "yesterday"):
        return today - timedelta(days=1)
    if ago := _AGO.fullmatch(text):
        return today - timedelta(days=int(ago[1]))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def tsquery(terms: list[Term], number: dict[str, str]) -> str:
    """SQL over parameters, which `number` gives by text: each word as it is written, or as its stem."""
    parts = []
    for term in terms:
        if len(term.words) > 1:
            part = f"phraseto_tsquery('pg_catalog.simple', {number[' '.join(term.words)]})"
        else:
            [word] = term.words
            part = f"(plainto_tsquery('pg_catalog.simple', {number[word]})"
            part += f" || plainto_tsquery('pg_catalog.spanish', {number[word]})"
            part += f" || to_tsquery('pg_catalog.simple', {number[word]} || ':*'))" if term.prefix else ")"
        parts.append(f"!!{part}" if term.excluded else part)
    return " && ".join(parts)
