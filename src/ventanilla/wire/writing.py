"""Shapes of notes, drafts and canned replies."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from .nouns import Autor

__all__ = ["Nota"]


class Nota(Struct, frozen=True):
    """What agents tell each other in a chat. It stands after the message `tras_seq`."""

    id: int
    chat_id: int
    autor: Autor
    texto: str
    """Empty where it was taken back."""
    menciones: list[int]
    """Agents, by id."""
    tras_seq: int
    creado_en: datetime
    editado_en: datetime | None
    borrado_en: datetime | None
