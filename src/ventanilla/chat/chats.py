"""The verbs: open, say, reply, resume, close, read. Who may is decided here; the rules themselves stand in `ledger`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ..tenancy import Tenant
from ..wire import MAX_CONTEXTO, MAX_DEPTH, MAX_TEXTO, encode, is_storable, is_storable_json
from . import history
from .adjuntos import Owner, claim
from .engine import Engine
from .errors import Forbidden, Invalid, Stale, TooLarge
from .ledger import SYSTEM, Author, ChatState, Entry, Files, Side, StoredElsewhere, agente_author
from .limits import take
from .people import AgenteCaller, ClienteCaller
from .reasons import reasons
from .rows import Cuenta
from .verbs import Op


async def open(
    engine: Engine, caller: ClienteCaller, *, cliente_id: str | None = None, contexto: dict[str, Any] | None = None
) -> tuple[ChatState, bool]:
    """The caller's open chat and whether this call made it. Never a closed one, never two.

    Raises Forbidden where `cliente_id` names someone else; Invalid, TooLarge, Unavailable.
    """
    if cliente_id is not None and cliente_id != caller.cliente_id:
        raise Forbidden("Ese cliente_id no es el de tu token.")
    check_contexto(contexto)
    if contexto is None and (chat := await history.open_chat(engine, caller)):
        return chat, False
    return await engine.journal.submit(
        Op(
            caller.tenant,
            caller.cliente_id,
            lambda ledger: ledger.open(contexto=contexto),
            profile=caller.profile,
            may_open=True,
        )
    )


async def say(
    engine: Engine,
    caller: ClienteCaller,
    *,
    uid: UUID,
    texto: str,
    contexto: dict[str, Any] | None = None,
    into: int | None = None,
    connection: str = "",
    adjuntos: Sequence[str] = (),
) -> tuple[Entry, ChatState, bool]:
    """The message is stored, and this says in which chat: the caller's open one, or the next, opened with it.

    Never refused because a chat is closed, but where `into` names one (the strict form). The last value is False
    where the uid had been stored before. `adjuntos` are ids of files that nothing else names; they are this message's
    before it is stored. Raises ChatClosed, NotFound (with `into` alone); Invalid, TooLarge, TooFast, Unavailable.
    """
    if not adjuntos:
        return await engine.journal.submit(
            saying(caller, uid=uid, texto=texto, contexto=contexto, into=into, connection=connection)
        )
    check_message(texto, contexto, has_files=True)
    take(caller)
    files = await claim(engine, Owner.of(caller), uid=uid, ids=adjuntos, into=into)
    return await engine.journal.submit(
        _saying(caller, uid=uid, texto=texto, contexto=contexto, into=into, connection=connection, adjuntos=files)
    )


def saying(
    caller: ClienteCaller,
    *,
    uid: UUID,
    texto: str,
    contexto: dict[str, Any] | None = None,
    into: int | None = None,
    connection: str = "",
) -> Op[tuple[Entry, ChatState, bool]]:
    """`say` without files, checked and ready for the journal. Raises Invalid, TooLarge, TooFast."""
    check_message(texto, contexto)
    take(caller)
    return _saying(caller, uid=uid, texto=texto, contexto=contexto, into=into, connection=connection)


def _saying(
    caller: ClienteCaller,
    *,
    uid: UUID,
    texto: str,
    contexto: dict[str, Any] | None,
    into: int | None,
    connection: str,
    adjuntos: Files = (),
) -> Op[tuple[Entry, ChatState, bool]]:
    return Op(
        caller.tenant,
        caller.cliente_id,
        lambda ledger: ledger.say(
            uid=uid, texto=texto, contexto=contexto, into=into, connection=connection, adjuntos=adjuntos
        ),
        profile=caller.profile,
        chat_ids=(into,) if into is not None else (),
        uid=uid,
        may_open=into is None,
        appends=True,
    )


async def reply(
    engine: Engine,
    by: AgenteCaller,
    chat_id: int,
    *,
    uid: UUID,
    texto: str,
    contexto: dict[str, Any] | None = None,
    connection: str = "",
    adjuntos: Sequence[str] = (),
) -> tuple[Entry, ChatState, bool]:
    """Soporte has answered in that chat, with files of that agente's if it names any. Raises Forbidden, ChatClosed,
    NotFound, Invalid, TooLarge, Unavailable."""
    by.needs("responder")
    op = None
    if not adjuntos:
        op = replying(engine, by, chat_id, uid=uid, texto=texto, contexto=contexto, connection=connection)
    if op is None:
        check_message(texto, contexto, has_files=bool(adjuntos))
        home = await engine.home_for(by, chat_id)
        files = await claim(engine, Owner.agente(by, *home), uid=uid, ids=adjuntos, into=chat_id) if adjuntos else ()
        op = _reply(home, by, chat_id, uid=uid, texto=texto, contexto=contexto, connection=connection, adjuntos=files)
    try:
        return await engine.journal.submit(op)
    except StoredElsewhere as elsewhere:
        tenant, _ = await engine.home_for(by, elsewhere.chat_id)
        entry = await history.sent(engine, tenant, by, uid)
        return entry, await history.chat_of(engine, tenant, entry.chat_id), False


def replying(
    engine: Engine,
    by: AgenteCaller,
    chat_id: int,
    *,
    uid: UUID,
    texto: str,
    contexto: dict[str, Any] | None = None,
    connection: str = "",
) -> Op[tuple[Entry, ChatState, bool]] | None:
    """`reply` without files, checked and ready for the journal, which raises StoredElsewhere where another chat has the
    uid. Then, and where this is None because the chat's home has to be read, `reply` does it. Raises Forbidden,
    Invalid, TooLarge.
    """
    by.needs("responder")
    check_message(texto, contexto)
    home = engine.known_home_for(by, chat_id)
    if home is None:
        return None
    return _reply(home, by, chat_id, uid=uid, texto=texto, contexto=contexto, connection=connection)


def _reply(
    home: tuple[Tenant, str],
    by: AgenteCaller,
    chat_id: int,
    *,
    uid: UUID,
    texto: str,
    contexto: dict[str, Any] | None,
    connection: str,
    adjuntos: Files = (),
) -> Op[tuple[Entry, ChatState, bool]]:
    tenant, cliente_id = home
    return Op(
        tenant,
        cliente_id,
        lambda ledger: ledger.reply(
            chat_id, by=by, uid=uid, texto=texto, contexto=contexto, connection=connection, adjuntos=adjuntos
        ),
        chat_ids=(chat_id,),
        uid=uid,
        is_reply=True,
        appends=True,
    )


async def resume(
    engine: Engine, by: AgenteCaller, chat_id: int, *, uid: UUID, texto: str
) -> tuple[Entry, ChatState, bool]:
    """Soporte has spoken to whoever that chat is with: in their open chat, or in the next one, opened with it.

    One transaction: never two open chats, and what the cliente writes meanwhile is in the same one. The last value says
    whether this opened it. Raises Forbidden, NotFound, Invalid, TooLarge, Unavailable.
    """
    by.needs("responder")
    check_texto(texto)
    tenant, cliente_id = await engine.home_for(by, chat_id)
    op = Op(
        tenant,
        cliente_id,
        lambda ledger: ledger.resume(chat_id, by=by, uid=uid, texto=texto),
        chat_ids=(chat_id,),
        uid=uid,
        is_reply=True,
        may_open=True,
    )
    try:
        return await engine.journal.submit(op)
    except StoredElsewhere as elsewhere:
        tenant, _ = await engine.home_for(by, elsewhere.chat_id)
        entry = await history.sent(engine, tenant, by, uid)
        return entry, await history.chat_of(engine, tenant, entry.chat_id), False


async def close(
    engine: Engine,
    by: AgenteCaller,
    chat_id: int,
    *,
    razon: str | None = None,
    mensaje: str | None = None,
    seen_up_to: int | None = None,
) -> ChatState:
    """The chat is closed for good and everyone in it has been told.

    Closing a closed chat changes nothing, tells no one and returns the first closing.
    Raises Forbidden, NotFound, Invalid; Stale, with the messages, where the cliente wrote after `seen_up_to` (a seq).
    """
    by.needs("cerrar")
    if razon is not None:
        await reasons.check(engine, razon)
    if mensaje is not None and not is_storable(mensaje):
        raise Invalid("mensaje", "Contiene caracteres que no se pueden guardar.")
    home = await engine.home_for(by, chat_id)
    author = agente_author(by)
    return await _close(engine, home, chat_id, author, razon=razon, mensaje=mensaje or "", seen_up_to=seen_up_to)


async def close_unanswered(engine: Engine, chat_id: int, *, seen_up_to: int) -> ChatState:
    """The system has closed the chat, as one in which the cliente did not answer.

    Raises Stale where they did, after `seen_up_to` (a seq); NotFound, Unavailable.
    """
    home = await engine.home(chat_id)
    return await _close(engine, home, chat_id, SYSTEM, razon="sin_respuesta", mensaje="", seen_up_to=seen_up_to)


async def notice(engine: Engine, chat_id: int, *, uid: UUID, texto: str, after: int) -> Entry:
    """The system has said that to the cliente. Raises Stale where anyone spoke after that seq; ChatClosed, NotFound."""
    tenant, cliente_id = await engine.home(chat_id)
    entry, _, _ = await engine.journal.submit(
        Op(
            tenant,
            cliente_id,
            lambda ledger: ledger.notice(chat_id, uid=uid, texto=texto, after=after),
            chat_ids=(chat_id,),
            uid=uid,
        )
    )
    return entry


async def _close(
    engine: Engine,
    home: tuple[Tenant, str],
    chat_id: int,
    author: Author,
    *,
    razon: str | None,
    mensaje: str,
    seen_up_to: int | None,
) -> ChatState:
    tenant, cliente_id = home
    try:
        chat, _ = await engine.journal.submit(
            Op(
                tenant,
                cliente_id,
                lambda ledger: ledger.close(
                    chat_id, author=author, razon=razon, mensaje=mensaje, seen_up_to=seen_up_to
                ),
                chat_ids=(chat_id,),
                closes=True,
            )
        )
    except Stale as stale:
        newer, _ = await history.messages(engine, tenant, chat_id, after=stale.seen, limit=200)
        stale.mensajes = [entry for entry in newer if entry.author.tipo == "cliente"]
        raise
    return chat


async def read(
    engine: Engine, caller: ClienteCaller | AgenteCaller, chat_id: int, *, seq: int, connection: str = ""
) -> ChatState:
    """The caller's side has read up to seq, or beyond: the mark never moves back. Raises NotFound, Forbidden."""
    side: Side
    if isinstance(caller, ClienteCaller):
        tenant, cliente_id, side = caller.tenant, caller.cliente_id, "cliente"
    else:
        caller.needs("responder")
        (tenant, cliente_id), side = await engine.home_for(caller, chat_id), "soporte"
    chat = await history.chat_of(engine, tenant, chat_id, cliente_id=cliente_id)
    mark = chat.leido_cliente if side == "cliente" else chat.leido_soporte
    if min(seq, chat.ultimo_seq) <= mark:
        return chat
    return await engine.journal.submit(
        Op(
            tenant,
            cliente_id,
            lambda ledger: ledger.read(
                chat_id,
                lector=side,
                seq=seq,
                unread_after=ledger.unread.get((chat_id, side, seq), 0),
                connection=connection,
            ),
            chat_ids=(chat_id,),
            counts=Cuenta(chat_id, side, seq),
        )
    )


def check_message(texto: str, contexto: dict[str, Any] | None, *, has_files: bool = False) -> None:
    """Raises Invalid, TooLarge. A message of files needs no text."""
    if texto or not has_files:
        check_texto(texto)
    check_contexto(contexto)


def check_texto(texto: str) -> None:
    if not texto:
        raise Invalid("texto", "Escribe algo: de 1 a 10.000 caracteres.")
    if len(texto) > MAX_TEXTO:
        raise TooLarge(f"texto: el límite son {MAX_TEXTO} caracteres y llegaron {len(texto)}.")
    if not is_storable(texto):
        raise Invalid("texto", "Contiene un carácter que no se puede guardar (NUL, o medio carácter).")


def check_contexto(contexto: dict[str, Any] | None) -> None:
    if contexto is None:
        return
    if not is_storable_json(contexto):
        raise Invalid("contexto", f"Más de {MAX_DEPTH} niveles, o un texto o número que no se puede guardar.")
    if (size := len(encode(contexto))) > MAX_CONTEXTO:
        raise TooLarge(f"contexto: el límite son {MAX_CONTEXTO} bytes y llegaron {size}.")
